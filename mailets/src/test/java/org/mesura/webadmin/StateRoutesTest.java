/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StateRoutesTest extends OverHttp {
    private static final String NDJSON = "application/x-ndjson";

    StateRoutesTest() {
        super("<caps><institution externalRecipients=\"3\" window=\"1d\"/></caps>");
    }

    @Test
    void stateShouldComeBackAfterAnAccountWasForgotten() throws Exception {
        api.send("Mail-1", "ana@localhost");
        var state = api.get("/state");
        api.ask("DELETE", "/accounts/ana@localhost");
        var reply = api.post("/state", state.body(), NDJSON);

        assertThat(state.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(state.body().lines()).hasSize(4).first().asString().contains("\"version\":1");
        assertThat(reply.body()).isEqualTo("{\"accounts\":1,\"caps\":1}");
        assertThat(api.get("/state").body()).isEqualTo(state.body());
    }

    @Test
    void stateShouldCountOnceWhenItComesTwice() throws Exception {
        api.send("Mail-1", "ana@localhost");
        var state = api.get("/state").body();
        api.post("/state", state, NDJSON);

        assertThat(api.get("/state").body()).isEqualTo(state);
    }

    @Test
    void brokenLineShouldBeToldByItsNumber() throws Exception {
        var reply = api.post(
                "/state", "{\"format\":\"mesura-state\",\"version\":1,\"at\":\"2026-11-24T12:00:00Z\"}\nx\n", NDJSON);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("body: line 2: not JSON");
    }

    @Test
    void dataOfOneAccountShouldHoldItsSendsAndNoAddressOfARecipient() throws Exception {
        api.send("Mail-1", "ana@localhost");
        var data = api.page("/accounts/ana@localhost/data");

        assertThat(data.at("/state/account").asText()).isEqualTo("ana@localhost");
        assertThat(data.at("/state/charged/sends/0/externalRecipients").asLong())
                .isEqualTo(1);
        assertThat(data.at("/held")).isEmpty();
        assertThat(data.toString()).doesNotContain("outside.example");
        assertThat(api.get("/accounts/nadie@localhost/data").statusCode()).isEqualTo(404);
    }

    /** So that no page of another site can send it from an administrator's browser, which asks before it sends this type. */
    @Test
    void stateShouldBeRefusedWhenItDoesNotSayThatItIsOne() throws Exception {
        String state = api.get("/state").body();

        assertThat(api.post("/state", state, "application/json").statusCode()).isEqualTo(400);
        assertThat(api.post("/state", state, "text/plain").body()).contains("Content-Type: application/x-ndjson");
    }
}
