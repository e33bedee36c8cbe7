/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.HOUR;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.journal.submissions.Reviewed;
import org.mesura.mailet.Edge;
import org.mesura.review.Decision;
import org.mesura.review.Ruling;
import org.mesura.review.Suspension.Cause;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

class ActRoutesTest extends OverHttp {
    private static final String SUSPENSION = "/accounts/carla@localhost/suspension";

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "{}"})
    void suspensionShouldLastUntilItIsLiftedWhenNoTimeIsSaid(String body) throws Exception {
        var reply = api.put(SUSPENSION, body);

        assertThat(reply.statusCode()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(api.suspensionOf("carla@localhost").cause()).isEqualTo(Cause.ADMINISTRATOR);
        assertThat(api.suspensionOf("carla@localhost").until()).isEmpty();
    }

    @Test
    void suspensionShouldReplaceWhatHoldsWhenATimeIsSaid() throws Exception {
        api.put(SUSPENSION, "");

        assertThat(api.put(SUSPENSION, "{\"for\": \"60min\"}").statusCode()).isEqualTo(204);
        assertThat(api.suspensionOf("carla@localhost").until()).contains(Edge.NOON.plus(HOUR));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"for\": \"60 minutes\"} | body: 'for' must be a time such as 30s, 1min, 1h or 1d, got '60 minutes'",
                "{\"for\": \"0s\"}         | body: 'for' must be from 1s to 31d, got '0s'",
                "{\"for\": \"32d\"}        | body: 'for' must be from 1s to 31d, got '32d'",
                "{\"for\": 60}             | body: 'for' must be a text, got '60'",
                "{\"for\": null}           | body: 'for' must be a text, got 'null'",
                "{\"fro\": \"60min\"}      | body: the fields are for, reason, got 'fro'",
                "{\"for\": \"1h\", \"for\": \"2h\"} | body: must be JSON: 'Duplicate field 'for''",
                "{\"for\": \"1h\"} {}      | body: must be JSON: 'Trailing token",
                "{\"for\":                 | body: must be JSON: 'Unexpected end-of-input",
                "60min                     | body: must be JSON: 'Unexpected character",
                "[]                        | body: must be a JSON object",
                "null                      | body: must be a JSON object"
            })
    void suspensionShouldBeInvalidWhenTheBodyIs(String body, String rule) throws Exception {
        var reply = api.put(SUSPENSION, body);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("InvalidArgument", rule);
        assertThat(edge.book().find(new Sender("carla@localhost"))).isEmpty();
    }

    @Test
    void bodyShouldBeRefusedWhenItIsLargerThanTenKilobytes() throws Exception {
        assertThat(api.put(SUSPENSION, " ".repeat(10_000)).statusCode()).isEqualTo(204);
        var reply = api.put(SUSPENSION, " ".repeat(10_001));

        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).contains("body: must be at most 10000 bytes");
    }

    @Test
    void bodyShouldBeRefusedWhenItIsLargerThanTenKilobytesAndDoesNotSaySo() throws Exception {
        var reply = api.putChunked(SUSPENSION, " ".repeat(10_001));

        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).contains("body: must be at most 10000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "multipart/form-data"})
    void bodyShouldBeRefusedWhenAnotherSitesPageCouldHaveSentIt(String type) throws Exception {
        var reply = api.put(SUSPENSION, "{\"for\": \"60min\"}", type);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("body: must be sent with 'Content-Type: application/json'");
        assertThat(edge.book().find(new Sender("carla@localhost"))).isEmpty();
    }

    @Test
    void suspensionShouldEndWhenItIsLifted() throws Exception {
        api.put(SUSPENSION, "");

        assertThat(api.ask("DELETE", SUSPENSION).statusCode()).isEqualTo(204);
        assertThat(api.stateOf("carla@localhost").standing().suspensionAt(Edge.NOON))
                .isEmpty();
    }

    @Test
    void liftingShouldDoNothingWhenNothingHolds() throws Exception {
        assertThat(api.ask("DELETE", SUSPENSION).statusCode()).isEqualTo(204);
        assertThat(api.page("/accounts/carla@localhost").has("suspension")).isFalse();
    }

    @Test
    void usageShouldBeginAnewAndTheSuspensionHold() throws Exception {
        api.send("Mail-1", "ana@localhost");
        api.put("/accounts/ana@localhost/suspension", "");
        var reply = api.ask("DELETE", "/accounts/ana@localhost/usage");
        var account = api.page("/accounts/ana@localhost");

        assertThat(reply.statusCode()).isEqualTo(204);
        assertThat(account.at("/usage/0/used").asLong()).isZero();
        assertThat(account.at("/sentLastDay/messages").asLong()).isZero();
        assertThat(account.has("suspension")).isTrue();
        assertThat(api.ask("DELETE", "/accounts/ana@localhost/usage").statusCode())
                .as("once more")
                .isEqualTo(204);
    }

    @Test
    void renamedAccountShouldBeJoinedToWhatIsKnownOfTheOther() throws Exception {
        api.send("Mail-1", "ana@localhost");
        api.send("Mail-2", "anita@localhost");
        var reply = api.ask("POST", "/accounts/ana@localhost/rename?to=Anita@localhost");

        assertThat(reply.statusCode()).isEqualTo(204);
        assertThat(api.page("/accounts/anita@localhost").at("/usage/0/used").asLong())
                .isEqualTo(2);
        assertThat(api.get("/accounts/ana@localhost").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "'', an account name must not be blank",
        "?to=, an account name must not be blank",
        "?to=%20, an account name must not be blank",
        "?to=a+b@localhost, without spaces and control characters",
        "?to=Carla@localhost, must be another account"
    })
    void renamingShouldBeInvalidWhenTheOtherNameIs(String query, String rule) throws Exception {
        var reply = api.ask("POST", "/accounts/carla@localhost/rename" + query);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("query parameter 'to'", rule);
    }

    @Test
    void whatWasNotedOfAnAccountShouldGoWhenItIsForgotten() throws Exception {
        for (String account : List.of("ana@localhost", "beto@localhost")) {
            Sender sender = new Sender(account);
            Ruling ruling = new Ruling(
                    new Decision.Accept(ImmutableList.of(), Optional.empty()), ImmutableList.of(), Optional.empty());
            api.edge.submissions.note(Reviewed.of(
                    new Submission(new SubmissionId("Mail-1"), sender, Recipients.of(1), 1_000, 0, false, 1),
                    ruling,
                    "staff",
                    Edge.NOON));
        }

        api.ask("DELETE", "/accounts/ana@localhost");

        assertThat(api.edge.reviewed)
                .extracting(one -> one.submission().sender())
                .containsExactly(new Sender("beto@localhost"));
    }

    @Test
    void accountShouldBeUnknownWhenItIsForgotten() throws Exception {
        api.send("Mail-1", "ana@localhost");

        assertThat(api.ask("DELETE", "/accounts/ana@localhost").statusCode()).isEqualTo(204);
        assertThat(edge.book().find(new Sender("ana@localhost"))).isEmpty();
        assertThat(api.ask("DELETE", "/accounts/ana@localhost").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"PUT, /suspension", "DELETE, /suspension", "DELETE, /usage", "POST, /rename?to=carla@localhost"})
    void actShouldNotBeFoundWhenNobodyIsCalledSo(String method, String act) throws Exception {
        var reply = api.ask(method, "/accounts/nobody@localhost" + act);

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).contains("notFound", "nobody is called 'nobody@localhost'");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /suspension",
        "DELETE, /suspension",
        "DELETE, /usage",
        "POST, /rename?to=carla@localhost",
        "DELETE, ''"
    })
    void actShouldBeInvalidWhenTheNameIsNone(String method, String act) throws Exception {
        var reply = api.ask(method, "/accounts/%01" + act);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("InvalidArgument", "path '/mesura/accounts/{address}'");
    }
}
