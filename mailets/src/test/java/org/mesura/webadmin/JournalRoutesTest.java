/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.review.Requests;

class JournalRoutesTest extends OverHttp {
    private static final String SUSPENSION = "/accounts/carla@localhost/suspension";

    @Test
    void actsShouldBeShownNewestFirst() throws Exception {
        api.put(SUSPENSION, "");
        edge.clock.advance(Requests.HOUR);
        api.ask("DELETE", "/accounts/%3Cb%3E%22ñ@localhost".replace("ñ", "%C3%B1"));

        assertThat(api.get("/acts").body())
                .isEqualTo(
                        "[{\"at\":\"2026-11-24T13:00:00Z\",\"from\":\"127.0.0.1\","
                                + "\"act\":\"DELETE /mesura/accounts/<b>\\\"ñ@localhost\",\"account\":\"<b>\\\"ñ@localhost\"},"
                                + "{\"at\":\"2026-11-24T12:00:00Z\",\"from\":\"127.0.0.1\","
                                + "\"act\":\"PUT /mesura/accounts/carla@localhost/suspension\",\"account\":\"carla@localhost\"}]");
        assertThat(api.page("/acts?account=carla@localhost")).hasSize(1);
        assertThat(api.page("/acts?since=2026-11-24T12:00:00Z")).hasSize(1);
        assertThat(api.page("/acts?most=1")).hasSize(1);
    }

    @Test
    void reasonOfAnActShouldBeRecorded() throws Exception {
        api.put(SUSPENSION, "{\"for\": \"1h\", \"reason\": \"looks <b>stolen</b>\"}");

        assertThat(api.page("/acts").at("/0/reason").asText()).isEqualTo("looks <b>stolen</b>");
        assertThat(api.put(SUSPENSION, "{\"reason\": \" \"}").statusCode()).isEqualTo(400);
    }

    @Test
    void nothingShouldBeRecordedWhenAnActFailsOrOnlyReads() throws Exception {
        assertThat(api.put("/accounts/nobody@localhost/suspension", "").statusCode())
                .isEqualTo(404);
        assertThat(api.put(SUSPENSION, "[]").statusCode()).isEqualTo(400);
        assertThat(api.put("/no/such/route", "").statusCode()).isEqualTo(404);
        assertThat(api.get("/accounts/carla@localhost").statusCode()).isEqualTo(200);

        assertThat(api.get("/acts").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"most=0", "since=yesterday", "account=", "x=1"})
    void requestShouldBeRefusedWhenAParameterIsBroken(String query) throws Exception {
        assertThat(api.get("/acts?" + query).statusCode()).isEqualTo(400);
    }
}
