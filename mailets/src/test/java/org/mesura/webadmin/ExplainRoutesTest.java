/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.submission.Sender;

class ExplainRoutesTest extends OverHttp {
    private static final String EXPLAIN = "/accounts/ana@localhost/explain";

    @BeforeEach
    void prepare() throws Exception {
        api.send("Mail-1", "ana@localhost");
    }

    @Test
    void messageShouldBeExplainedAndNothingCharged() throws Exception {
        var before = api.stateOf("ana@localhost");
        var reply = api.get(EXPLAIN);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(reply.body())
                .isEqualTo("{\"verdict\":\"accept\",\"because\":[\"Policy 'small' holds: it is the default.\","
                        + "\"It fits every limit.\",\"The bulk rule judges the text, which is not known here: once 3"
                        + " outsiders have got the same within 1d the sender is told, beyond 5 it does not simply"
                        + " go.\"]}");
        assertThat(api.stateOf("ana@localhost")).isEqualTo(before);
    }

    @Test
    void refusalShouldBeExplainedWithItsFigures() throws Exception {
        api.send("Mail-2", "ana@localhost");
        var page = api.page(EXPLAIN + "?recipients=3&external=1&bytes=20000");

        assertThat(page.path("verdict").asText()).isEqualTo("refuse");
        assertThat(page.path("reason").asText()).isEqualTo("over-limit");
        assertThat(page.path("limit").asText()).isEqualTo("messages per 1h");
        assertThat(page.path("used").asLong()).isEqualTo(2);
        assertThat(page.path("quantity").asLong()).isEqualTo(2);
        assertThat(page.path("asked").asLong()).isEqualTo(1);
        assertThat(page.path("freeAt").asText()).isEqualTo("2026-11-24T13:00:00Z");
        assertThat(page.has("leavesAt")).isFalse();
        assertThat(api.page("/accounts/ana@localhost")
                        .at("/refusedLastDay/messages")
                        .asLong())
                .isZero();
    }

    @Test
    void sizeShouldCountForEachRecipient() throws Exception {
        assertThat(api.page(EXPLAIN + "?recipients=2&bytes=5000000")
                        .path("verdict")
                        .asText())
                .isEqualTo("refuse");
        assertThat(api.page(EXPLAIN + "?recipients=2&bytes=4999000")
                        .path("verdict")
                        .asText())
                .isEqualTo("accept");
        assertThat(api.page(EXPLAIN + "?recipients=100000&bytes=1000000000")
                        .path("reason")
                        .asText())
                .isEqualTo("too-many-recipients");
    }

    @Test
    void explanationShouldBeGivenOfAUserWhoNeverSentAndLeaveNothingBehind() throws Exception {
        assertThat(api.page("/accounts/carla@localhost/explain").path("verdict").asText())
                .isEqualTo("accept");
        assertThat(edge.book().find(new Sender("carla@localhost"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recipients=0              | 'recipients' must be a whole number from 1 to 100000, got '0'",
                "recipients=100001         | 'recipients' must be a whole number from 1 to 100000, got '100001'",
                "recipients=+1             | 'recipients' must be a whole number from 1 to 100000, got ' 1'",
                "recipients=2&external=3   | 'external' must be a whole number from 0 to 2, got '3'",
                "external=-1               | 'external' must be a whole number from 0 to 1, got '-1'",
                "bytes=1000000001          | 'bytes' must be a whole number from 0 to 1000000000, got '1000000001'",
                "bytes=99999999999999999999| 'bytes' must be a whole number",
                "subject=Hola              | 'subject': must be one of recipients, external, bytes"
            })
    void requestShouldBeInvalidWhenAParameterBreaksItsRule(String query, String rule) throws Exception {
        var reply = api.get(EXPLAIN + "?" + query);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("InvalidArgument", "query parameter " + rule);
    }

    @Test
    void nothingShouldBeExplainedWhenNobodyIsCalledSo() throws Exception {
        assertThat(api.get("/accounts/nobody@localhost/explain").statusCode()).isEqualTo(404);
        assertThat(api.get("/accounts/%3Cscript%3E/explain").statusCode()).isEqualTo(404);
        assertThat(api.get("/accounts/%01/explain").statusCode()).isEqualTo(400);
    }
}
