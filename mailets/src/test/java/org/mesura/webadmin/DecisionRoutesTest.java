/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionRoutesTest extends OverHttp {
    @BeforeEach
    void prepare() throws Exception {
        refused("ana@localhost", "a");
        edge.clock.advance(Duration.ofMinutes(1));
        refused("<b>\"@localhost", "b");
    }

    private void refused(String account, String id) throws Exception {
        for (int message = 1; message <= 3; message++) {
            api.send("Mail-" + id + message, account);
        }
    }

    @Test
    void decisionsShouldBeShownNewestFirst() throws Exception {
        var reply = api.get("/decisions");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(reply.body())
                .isEqualTo("[" + line("12:01:00", "<b>\\\"@localhost", "Mail-b3", "13:01:00") + ","
                        + line("12:00:00", "ana@localhost", "Mail-a3", "13:00:00") + "]")
                .doesNotContain("outside.example");
    }

    private static String line(String at, String account, String submission, String freeAt) {
        return ("{\"at\":\"2026-11-24T%sZ\",\"where\":\"spool\",\"account\":\"%s\",\"submission\":\"%s\","
                        + "\"verdict\":\"refuse\",\"observed\":false,\"reason\":\"over-limit\","
                        + "\"limit\":\"messages per 1h\",\"used\":2,\"quantity\":2,\"asked\":1,"
                        + "\"freeAt\":\"2026-11-24T%sZ\",\"recipients\":2,\"externalRecipients\":1,"
                        + "\"policy\":\"small\"}")
                .formatted(at, account, submission, freeAt);
    }

    @Test
    void decisionsShouldBeThoseAskedFor() throws Exception {
        assertThat(api.page("/decisions?account=Ana@localhost")).hasSize(1);
        assertThat(api.page("/decisions?account=%3Cb%3E%22@localhost")).hasSize(1);
        assertThat(api.page("/decisions?account=carla@localhost")).isEmpty();
        assertThat(api.page("/decisions?verdict=refuse")).hasSize(2);
        assertThat(api.page("/decisions?verdict=defer")).isEmpty();
        assertThat(api.page("/decisions?since=2026-11-24T12:00:00Z")).hasSize(1);
        assertThat(api.page("/decisions?most=1").at("/0/submission").asText()).isEqualTo("Mail-b3");
    }

    @Test
    void decisionsShouldGoWithTheirAccountAndBePartOfItsData() throws Exception {
        assertThat(api.page("/accounts/ana@localhost/data")
                        .at("/decisions/0/submission")
                        .asText())
                .isEqualTo("Mail-a3");

        api.ask("POST", "/accounts/ana@localhost/rename?to=anita@localhost");
        assertThat(api.page("/decisions?account=anita@localhost")).hasSize(1);

        api.ask("DELETE", "/accounts/anita@localhost");
        assertThat(api.page("/decisions")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verdict=accept   | 'verdict' must be one of advise, defer, hold, refuse; got 'accept'",
                "since=yesterday  | 'since' must be an instant such as 2026-11-24T12:00:00Z, got 'yesterday'",
                "most=1001        | 'most' must be a whole number from 1 to 1000, got '1001'",
                "account=         | 'account': an account name must not be blank",
                "account=a%00b    | 'account': an account name must be UTF-8 without spaces and control characters",
                "reason=bulk      | 'reason': must be one of account, verdict, since, most"
            })
    void requestShouldBeInvalidWhenAParameterBreaksItsRule(String query, String rule) throws Exception {
        var reply = api.get("/decisions?" + query);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("InvalidArgument", "query parameter " + rule);
    }
}
