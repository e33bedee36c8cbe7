/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.hold.HeldCopy;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingLimits;
import org.mesura.hold.Waits;
import org.mesura.mailet.Edge;
import org.mesura.mailet.Holding;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;

class HeldRoutesTest {
    private static final long OCTETS = 1_000;

    @TempDir
    Path folder;

    private Holding holding;
    private Api api;

    @BeforeEach
    void start() throws Exception {
        holding = new Holding(folder, Holding.SLOW);
        api = new Api(folder, holding);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void hold(String id, String account, Waits waits) {
        HeldMail mail = new HeldMail(
                new SubmissionId(id),
                new Sender(account),
                waits,
                Edge.NOON,
                new Charge(1, 2, 1, 2 * OCTETS),
                Optional.empty(),
                "bulk",
                new HeldCopy("memory://var/mail/mesura-held/", id + "-1", "transport"));
        holding.facts.admit(mail, OCTETS, HoldingLimits.DEFAULT);
    }

    /** The report without the line breaks of its encoding. */
    private static String textOf(SentMail report) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        report.getMsg().writeTo(octets);
        return octets.toString(StandardCharsets.UTF_8).replace("=\r\n", "");
    }

    private static Waits decisionIn(int days) {
        return new Waits.ForDecision(Edge.NOON.plus(Duration.ofDays(days)));
    }

    @Test
    void mailShouldBeShownWithWhatItWaitsFor() throws Exception {
        hold("Mail-1", "ana@localhost", decisionIn(3));

        var page = api.page("/held/Mail-1");

        assertThat(page)
                .hasToString("{\"id\":\"Mail-1\",\"account\":\"ana@localhost\",\"since\":\"2026-11-24T12:00:00Z\","
                        + "\"waits\":{\"what\":\"decision\",\"until\":\"2026-11-27T12:00:00Z\"},"
                        + "\"recipients\":2,\"externalRecipients\":1,\"bytes\":2000,\"reason\":\"bulk\"}");
    }

    @Test
    void mailShouldBeListedInTheOrderInWhichSomethingIsToBeDone() throws Exception {
        hold("Mail-1", "ana@localhost", decisionIn(3));
        hold("Mail-2", "beto@localhost", new Waits.ForLifting(Edge.NOON.plusSeconds(2)));
        hold("Mail-3", "ana@localhost", new Waits.ForTurn(Edge.NOON.plusSeconds(1)));

        var page = api.page("/held");

        assertThat(page.at("/messages").asLong()).isEqualTo(3);
        assertThat(page.at("/bytes").asLong()).isEqualTo(3 * OCTETS);
        assertThat(page.at("/held"))
                .extracting(mail ->
                        mail.at("/id").asText() + " " + mail.at("/waits/what").asText())
                .containsExactly("Mail-3 turn", "Mail-2 lifting", "Mail-1 decision");
    }

    @Test
    void totalShouldCountAllMailWhenFewIsShown() throws Exception {
        hold("Mail-1", "ana@localhost", decisionIn(1));
        hold("Mail-2", "ana@localhost", decisionIn(2));
        hold("Mail-3", "beto@localhost", decisionIn(3));

        assertThat(api.page("/held?limit=1").at("/held")).hasSize(1);
        assertThat(api.page("/held?limit=1").at("/messages").asLong()).isEqualTo(3);
        assertThat(api.page("/held?limit=1&account=Ana@localhost")
                        .at("/held/0/id")
                        .asText())
                .isEqualTo("Mail-1");
        assertThat(api.page("/held?limit=1&account=ana@localhost")
                        .at("/messages")
                        .asLong())
                .isEqualTo(2);
        assertThat(api.page("/held?account=nobody@localhost").at("/messages").asLong())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?limit=0     | query parameter 'limit' must be a whole number from 1 to 1000, got '0'",
                "?limit=1001  | query parameter 'limit' must be a whole number from 1 to 1000, got '1001'",
                "?limit=ten   | query parameter 'limit' must be a whole number from 1 to 1000, got 'ten'",
                "?account=    | query parameter 'account': an account name must not be blank",
                "?most=10     | query parameter 'most': must be one of account, limit"
            })
    void listShouldBeInvalidWhenAParameterBreaksItsRule(String query, String rule) throws Exception {
        var reply = api.get("/held" + query);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("InvalidArgument", rule);
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "POST, /release", "POST, /reject"})
    void mailShouldNotBeFoundWhenNoneOfThatSubmissionIsKeptBack(String method, String act) throws Exception {
        hold("Mail-1", "ana@localhost", decisionIn(3));

        var reply = api.ask(method, "/held/Mail-2" + act);

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).contains("notFound", "no mail of submission 'Mail-2' is kept back");
        assertThat(holding.facts.total().messages()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/release", "/reject"})
    void decisionShouldConflictWhenTheMailIsBeingLookedAfter(String act) throws Exception {
        hold("Mail-1", "ana@localhost", decisionIn(3));
        holding.leases.take(new SubmissionId("Mail-1"), Edge.NOON, Edge.NOON.plusSeconds(60));

        var reply = api.ask("POST", "/held/Mail-1" + act);

        assertThat(reply.statusCode()).isEqualTo(409);
        assertThat(reply.body())
                .contains("WrongState", "the mail of submission 'Mail-1' is being looked after, try again");
        assertThat(holding.facts.total().messages()).isEqualTo(1);
    }

    @Test
    void accountShouldShowHowMuchOfItsMailIsKeptBack() throws Exception {
        hold("Mail-1", "carla@localhost", decisionIn(3));
        hold("Mail-2", "ana@localhost", decisionIn(3));

        assertThat(api.page("/accounts/carla@localhost").at("/held")).hasToString("{\"messages\":1,\"bytes\":1000}");
    }

    @Test
    void heldMailShouldFollowWhenItsAccountIsRenamedAndStayWhenItIsForgotten() throws Exception {
        hold("Mail-1", "carla@localhost", decisionIn(3));

        api.ask("POST", "/accounts/carla@localhost/rename?to=clara@localhost");
        api.ask("DELETE", "/accounts/clara@localhost");

        assertThat(api.page("/held/Mail-1").at("/account").asText()).isEqualTo("clara@localhost");
    }

    @Test
    void mailShouldGetItsTurnWhenItIsReleased() throws Exception {
        hold("Mail-1", "ana@localhost", decisionIn(3));

        assertThat(api.ask("POST", "/held/Mail-1/release").statusCode()).isEqualTo(204);
        assertThat(api.page("/held/Mail-1").at("/waits"))
                .hasToString("{\"what\":\"turn\",\"until\":\"2026-11-24T12:00:00Z\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"reason\": \" Newsletter \"} | Newsletter", "`` | Mail-3"})
    void mailShouldGoBackToItsSenderWhenItIsRejected(String body, String words) throws Exception {
        for (int number = 1; number <= 3; number++) {
            holding.submit("ana@localhost", "Mail-" + number);
        }
        holding.facts.change(new SubmissionId("Mail-3"), decisionIn(3));

        assertThat(api.post("/held/Mail-3/reject", body).statusCode()).isEqualTo(204);
        assertThat(holding.facts.total().messages()).isZero();
        assertThat(holding.edge.context.getSentMails())
                .anySatisfy(report -> assertThat(textOf(report)).contains("Action: failed", words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"reason\": \" \"}", "{\"reason\": 7}", "{\"why\": \"no\"}", "no"})
    void rejectionShouldBeInvalidWhenTheBodyIs(String body) throws Exception {
        hold("Mail-1", "ana@localhost", decisionIn(3));

        assertThat(api.post("/held/Mail-1/reject", body).statusCode()).isEqualTo(400);
        assertThat(holding.facts.total().messages()).isEqualTo(1);
    }

    @Test
    void rejectionShouldBeInvalidWhenTheReasonIsTooLong() throws Exception {
        hold("Mail-1", "ana@localhost", decisionIn(3));

        var reply = api.post("/held/Mail-1/reject", "{\"reason\": \"" + "x".repeat(501) + "\"}");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("body: 'reason' must have from 1 to 500 characters, got 501");
    }

    @Test
    void allMailOfAnAccountShouldGetItsTurnWhenItIsReleased() throws Exception {
        hold("Mail-1", "ana@localhost", decisionIn(3));
        hold("Mail-2", "ana@localhost", new Waits.ForLifting(Edge.NOON.plusSeconds(60)));
        hold("Mail-3", "ana@localhost", new Waits.ForTurn(Edge.NOON.plusSeconds(60)));
        hold("Mail-4", "ana@localhost", decisionIn(3));
        hold("Mail-5", "beto@localhost", decisionIn(3));
        holding.leases.take(new SubmissionId("Mail-4"), Edge.NOON, Edge.NOON.plusSeconds(60));

        var reply = api.post("/accounts/Ana@localhost/held/release", "{\"reason\": \"it is the yearly letter\"}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"released\":2,\"busy\":1}");
        assertThat(api.page("/held").at("/held"))
                .extracting(mail -> mail.at("/id").asText() + " " + mail.at("/waits"))
                .contains(
                        "Mail-1 {\"what\":\"turn\",\"until\":\"2026-11-24T12:00:00Z\"}",
                        "Mail-2 {\"what\":\"turn\",\"until\":\"2026-11-24T12:00:00Z\"}",
                        "Mail-3 {\"what\":\"turn\",\"until\":\"2026-11-24T12:01:00Z\"}",
                        "Mail-5 {\"what\":\"decision\",\"until\":\"2026-11-27T12:00:00Z\"}");
        assertThat(api.page("/acts").at("/0/reason").asText()).isEqualTo("it is the yearly letter");
    }

    @Test
    void allMailOfAnAccountShouldGoBackWhenItIsRejected() throws Exception {
        for (int number = 1; number <= 5; number++) {
            holding.submit("ana@localhost", "Mail-" + number);
        }
        holding.facts.change(new SubmissionId("Mail-4"), decisionIn(3));
        holding.leases.take(new SubmissionId("Mail-5"), Edge.NOON, Edge.NOON.plusSeconds(60));

        var reply = api.post("/accounts/ana@localhost/held/reject", "{\"reason\": \"Newsletter\"}");

        assertThat(reply.body()).isEqualTo("{\"rejected\":2,\"busy\":1}");
        assertThat(holding.facts.total().messages()).isEqualTo(1);
        assertThat(holding.edge.context.getSentMails())
                .extracting(HeldRoutesTest::textOf)
                .filteredOn(report -> report.contains("Newsletter") && report.contains("Action: failed"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/release", "/reject"})
    void decisionOnAllMailShouldDoNothingWhenThereIsNoneOrNobody(String act) throws Exception {
        assertThat(api.ask("POST", "/accounts/carla@localhost/held" + act).body())
                .contains("ed\":0,\"busy\":0}");
        assertThat(api.ask("POST", "/accounts/nobody@localhost/held" + act).statusCode())
                .isEqualTo(404);
        assertThat(api.ask("POST", "/accounts/%01/held" + act).statusCode()).isEqualTo(400);
    }

    @Test
    void mailShouldBeReleasedWhenItsAccountIsForgotten() throws Exception {
        hold("Mail-1", "nobody@localhost", decisionIn(3));

        assertThat(api.ask("POST", "/accounts/nobody@localhost/held/release").body())
                .isEqualTo("{\"released\":1,\"busy\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"reason\": \" \"}", "{\"perHour\": 10}", "no"})
    void decisionOnAllMailShouldBeInvalidWhenTheBodyIs(String body) throws Exception {
        hold("Mail-1", "ana@localhost", decisionIn(3));

        assertThat(api.post("/accounts/ana@localhost/held/release", body).statusCode())
                .isEqualTo(400);
        assertThat(api.post("/accounts/ana@localhost/held/reject", body).statusCode())
                .isEqualTo(400);
        assertThat(api.page("/held/Mail-1").at("/waits/what").asText()).isEqualTo("decision");
    }
}
