/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.request;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mesura.mailet.Edge;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.review.Accounts;
import org.mesura.submission.Sender;

class OverviewRoutesTest extends OverHttp {
    private static final BulkRule RULE = new BulkRule(3, 50, 90, 4, DAY, DAY, BulkAction.REFUSE, 50);

    @BeforeEach
    void prepare() throws Exception {
        Files.writeString(
                api.file,
                "<mesura>" + Edge.SMALL + "<caps><institution externalRecipients='5' window='1d'/></caps></mesura>");
        api.inForce.refresh(Edge.NOON);
    }

    @Test
    void overviewShouldSayWhatAllAccountsDo() throws Exception {
        send("ana@localhost", 1);
        send("beto@localhost", 3);
        edge.clock.advance(Duration.ofMinutes(2));
        send("dora@localhost", 1);
        suspend("carla@localhost");
        circular("eva@localhost", 3);
        var reply = api.get("/overview");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(reply.body())
                .isEqualTo("{\"at\":\"2026-11-24T12:02:00Z\",\"mode\":\"enforce\",\"policyVersion\":2,"
                        + "\"degraded\":false,\"faults\":[],"
                        + "\"accounts\":{\"active\":4,\"near\":1,\"over\":1,\"suspended\":1},"
                        + "\"sent\":["
                        + "{\"windowSeconds\":60,\"messages\":2,\"recipients\":5,\"externalRecipients\":4,\"bytes\":5000},"
                        + "{\"windowSeconds\":3600,\"messages\":5,\"recipients\":11,\"externalRecipients\":7,"
                        + "\"bytes\":11000},"
                        + "{\"windowSeconds\":86400,\"messages\":5,\"recipients\":11,\"externalRecipients\":7,"
                        + "\"bytes\":11000}],"
                        + "\"refusedLastDay\":{\"messages\":1,\"recipients\":2,\"externalRecipients\":1,\"bytes\":2000},"
                        + "\"verdictsLastHour\":{\"accept\":4,\"advise\":0,\"defer\":0,\"hold\":0,\"refuse\":1},"
                        + "\"caps\":[{\"name\":\"institution per 1d\",\"quantity\":5,\"windowSeconds\":86400,"
                        + "\"used\":0,\"remaining\":5,\"percent\":0}],"
                        + "\"held\":{\"messages\":0,\"bytes\":0,\"waitingForDecision\":0},"
                        + "\"campaigns\":{\"wide\":1},\"store\":{\"kind\":\"embedded\"}}");
    }

    @Test
    void overviewShouldAgreeWithTheLists() throws Exception {
        for (int account = 0; account < 30; account++) {
            send("u" + account + "@localhost", account % 4);
            edge.clock.advance(Duration.ofMinutes(5));
        }
        suspend("u7@localhost");
        var accounts = api.page("/overview").at("/accounts");

        assertThat(accounts.path("near").asLong()).isEqualTo(total("/accounts?state=near"));
        assertThat(accounts.path("over").asLong()).isEqualTo(total("/accounts?state=over"));
        assertThat(accounts.path("suspended").asLong()).isEqualTo(total("/accounts?state=suspended"));
        assertThat(accounts.path("active").asLong()).isEqualTo(total("/accounts?measure=messages&window=1h"));
        assertThat(accounts.path("over").asLong()).isPositive();
    }

    private long total(String path) throws Exception {
        return Long.parseLong(
                api.get(path).headers().firstValue("X-Total-Count").orElseThrow());
    }

    @Test
    void overviewShouldBeAtMostTwoSecondsOld() throws Exception {
        send("ana@localhost", 1);
        assertThat(messages()).isEqualTo(1);
        send("beto@localhost", 1);
        edge.clock.advance(Duration.ofMillis(1_999));
        assertThat(messages()).isEqualTo(1);
        edge.clock.advance(Duration.ofMillis(1));
        assertThat(messages()).isEqualTo(2);
    }

    private long messages() throws Exception {
        return api.page("/overview").at("/sent/2/messages").asLong();
    }

    @Test
    void overviewShouldSayWhatIsWrong() throws Exception {
        api.health = () -> Optional.of("the disk is full");
        Files.writeString(api.file, "<mesura mode='off'/>");
        api.inForce.refresh(Edge.NOON.plusSeconds(1));
        var page = api.page("/overview");

        assertThat(page.path("degraded").asBoolean()).isTrue();
        assertThat(page.path("faults"))
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault.asText()).contains("'off'"))
                .anySatisfy(fault -> assertThat(fault.asText()).isEqualTo("the disk is full"));
        assertThat(page.at("/store").toString()).isEqualTo("{\"kind\":\"embedded\",\"fault\":\"the disk is full\"}");
    }

    @Test
    void overviewShouldHaveNoParameters() throws Exception {
        var reply = api.get("/overview?window=1h");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("query parameter 'window': there is none here");
    }

    private void send(String account, int messages) throws Exception {
        for (int message = 0; message < messages; message++) {
            api.send(account + message, account);
        }
    }

    private void suspend(String account) {
        edge.book().change(new Sender(account), Accounts.suspend(Optional.empty(), Edge.NOON), Edge.NOON);
    }

    private void circular(String account, int outsiders) {
        edge.book()
                .decide(
                        request("circular")
                                .from(account)
                                .to(0, 1, outsiders)
                                .saying(7)
                                .under(RULE)
                                .build(),
                        edge.clock.instant());
    }
}
