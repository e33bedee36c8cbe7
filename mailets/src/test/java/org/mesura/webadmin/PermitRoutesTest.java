/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.submission.Sender;

class PermitRoutesTest extends OverHttp {
    private static final String FAIR = "/accounts/carla@localhost/permits/feria";
    private static final String BODY = """
            {"until": "2026-11-26T00:00:00Z", "externalRecipients": 600, "reason": "a\\nfair", "grantor": "olga"}""";
    private static final String GRANTED = "{\"account\":\"carla@localhost\",\"source\":\"administrator\","
            + "\"id\":\"feria\",\"from\":\"2026-11-24T12:00:00Z\",\"until\":\"2026-11-26T00:00:00Z\",\"holds\":true,"
            + "\"externalRecipients\":600,\"used\":0,\"remaining\":600,\"reason\":\"a fair\",\"grantor\":\"olga\"}";

    PermitRoutesTest() {
        super("""
            <permits>
              <permit id="congreso" account="ana@localhost" from="2026-11-25T00:00:00Z" until="2026-11-27T00:00:00Z"
                externalRecipients="100" reason="a congress" grantor="olga"/>
            </permits>
            """);
    }

    @Test
    void permitShouldBeTheSameWhenItIsGrantedTwice() throws Exception {
        assertThat(api.put(FAIR, BODY).statusCode()).isEqualTo(204);
        edge.clock.advance(java.time.Duration.ofMinutes(1));
        assertThat(api.put(FAIR, BODY).statusCode()).isEqualTo(204);

        assertThat(api.get("/accounts/carla@localhost/permits").body()).isEqualTo("[" + GRANTED + "]");
        assertThat(api.page("/acts").at("/0/reason").asText()).isEqualTo("a fair");
    }

    @Test
    void permitShouldBeGoneWhenItIsTakenBack() throws Exception {
        api.put(FAIR, BODY);

        assertThat(api.ask("DELETE", FAIR).statusCode()).isEqualTo(204);
        assertThat(api.get("/accounts/carla@localhost/permits").body()).isEqualTo("[]");
        assertThat(api.ask("DELETE", FAIR).statusCode()).isEqualTo(204);
    }

    @Test
    void sendingShouldGoOnAPermitWhenItIsGranted() throws Exception {
        api.put(FAIR, BODY);
        api.send("Mail-1", "carla@localhost");
        api.send("Mail-2", "carla@localhost");
        api.send("Mail-3", "carla@localhost");

        assertThat(api.page("/permits?account=carla@localhost").at("/0/used").asLong())
                .isEqualTo(1);
    }

    @Test
    void permitsOfAllShouldBeShownWithWhereTheyStand() throws Exception {
        api.put(FAIR, BODY);

        assertThat(api.page("/permits").findValuesAsText("source")).containsExactly("administrator", "file");
        assertThat(api.get("/permits?holds=true").body()).isEqualTo("[" + GRANTED + "]");
        assertThat(api.page("/permits?holds=false").findValuesAsText("id")).containsExactly("congreso");
        assertThat(api.page("/permits?account=Ana@localhost").findValuesAsText("id"))
                .containsExactly("congreso");
        assertThat(api.get("/permits?holds=1").statusCode()).isEqualTo(400);
    }

    @Test
    void permitShouldStayWhenItStandsInTheFile() throws Exception {
        api.send("Mail-1", "ana@localhost");

        assertThat(api.put("/accounts/ana@localhost/permits/congreso", BODY).statusCode())
                .isEqualTo(409);
        assertThat(api.ask("DELETE", "/accounts/ana@localhost/permits/congreso").statusCode())
                .isEqualTo(409);
        assertThat(api.stateOf("ana@localhost").permits().granted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | 'until' must be there",
                "{\"until\": \"2026-11-26T00:00:00Z\"} | 'externalRecipients' must be there",
                "{\"until\": \"tomorrow\"}       | 'until' must be an instant",
                "{\"until\": \"2026-11-24T12:00:00Z\", \"externalRecipients\": 1} | in the coming 3660 days",
                "{\"until\": \"+999999999-01-01T00:00:00Z\", \"externalRecipients\": 1} | in the coming 3660 days",
                "{\"until\": \"2026-11-26T00:00:00Z\", \"externalRecipients\": 0} | must be from 1 to",
                "{\"until\": \"2026-11-26T00:00:00Z\", \"externalRecipients\": 1.5} | must be a whole number",
                "{\"until\": \"2026-11-26T00:00:00Z\", \"externalRecipients\": 1, \"reason\": \" \"} | from 1 to 500",
                "{\"from\": \"2026-11-27T00:00:00Z\", \"until\": \"2026-11-26T00:00:00Z\", \"externalRecipients\": 1} | must be after 'from'",
                "{\"for\": \"1h\"}               | the fields are from, until"
            })
    void permitShouldBeInvalidWhenTheBodyIs(String body, String rule) throws Exception {
        var reply = api.put(FAIR, body);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("InvalidArgument", rule);
        assertThat(edge.book().find(new Sender("carla@localhost"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"carla@localhost/permits/%2D, 400", "nobody@localhost/permits/feria, 404"})
    void permitShouldNotBeGrantedWhenThePathIsBroken(String path, int status) throws Exception {
        assertThat(api.put("/accounts/" + path, BODY).statusCode()).isEqualTo(status);
        assertThat(api.ask("DELETE", "/accounts/" + path).statusCode()).isEqualTo(status);
    }
}
