/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.request;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;

class CampaignRoutesTest extends OverHttp {
    private static final BulkRule RULE = new BulkRule(3, 50, 90, 4, DAY, DAY, BulkAction.REFUSE, 50);

    @Test
    void campaignsOfAllAccountsShouldBeShownTheWidestFirst() throws Exception {
        send("1", "ana@localhost", 1, 4);
        edge.clock.advance(Duration.ofMinutes(1));
        send("2", "<b>\"@localhost", 2, 9);
        send("3", "ana@localhost", 3, 2);
        send("4", "ana@localhost", 4, 1);
        var reply = api.get("/campaigns");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(reply.headers().firstValue("X-Total-Count")).contains("3");
        assertThat(reply.body())
                .isEqualTo("[{\"account\":\"<b>\\\"@localhost\",\"since\":\"2026-11-24T12:01:00Z\",\"messages\":1,"
                        + "\"externalRecipients\":9,\"action\":\"refuse\"},"
                        + "{\"account\":\"ana@localhost\",\"since\":\"2026-11-24T12:00:00Z\",\"messages\":1,"
                        + "\"externalRecipients\":4,\"action\":\"advise\"},"
                        + "{\"account\":\"ana@localhost\",\"since\":\"2026-11-24T12:01:00Z\",\"messages\":1,"
                        + "\"externalRecipients\":2,\"action\":\"none\"}]");
    }

    @Test
    void campaignsShouldBeShownPageByPage() throws Exception {
        send("1", "ana@localhost", 1, 4);
        send("2", "beto@localhost", 2, 9);

        assertThat(api.page("/campaigns?most=1").at("/0/account").asText()).isEqualTo("beto@localhost");
        assertThat(api.page("/campaigns?most=1&offset=1"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("account").asText()).isEqualTo("ana@localhost"));
        assertThat(api.page("/campaigns?offset=2")).isEmpty();
        assertThat(api.get("/campaigns?offset=2").headers().firstValue("X-Total-Count"))
                .contains("2");
    }

    @Test
    void campaignShouldGoWithTheWindowOfTheRule() throws Exception {
        send("1", "ana@localhost", 1, 4);
        edge.clock.advance(DAY.minus(Snapshot.KEPT));
        assertThat(api.page("/campaigns")).hasSize(1);

        edge.clock.advance(Snapshot.KEPT);
        assertThat(api.page("/campaigns")).isEmpty();
    }

    @Test
    void campaignsShouldBeAtMostTwoSecondsOld() throws Exception {
        assertThat(api.page("/campaigns")).isEmpty();
        send("1", "ana@localhost", 1, 4);
        edge.clock.advance(Snapshot.KEPT.minusMillis(1));
        assertThat(api.page("/campaigns")).isEmpty();

        edge.clock.advance(Duration.ofMillis(1));
        assertThat(api.page("/campaigns")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "most=0        | 'most' must be a whole number from 1 to 1000, got '0'",
                "offset=1000001| 'offset' must be a whole number from 0 to 1000000, got '1000001'",
                "account=ana   | 'account': must be one of most, offset"
            })
    void requestShouldBeInvalidWhenAParameterBreaksItsRule(String query, String rule) throws Exception {
        var reply = api.get("/campaigns?" + query);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("InvalidArgument", "query parameter " + rule);
    }

    private void send(String id, String account, long text, int outsiders) {
        edge.book()
                .decide(
                        request(id)
                                .from(account)
                                .to(0, 1, outsiders)
                                .saying(text)
                                .under(RULE)
                                .build(),
                        edge.clock.instant());
    }
}
