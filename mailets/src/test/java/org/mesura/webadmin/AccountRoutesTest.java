/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.mailet.Edge;

/** The accounts that sent most: {@code GET /mesura/accounts}. */
class AccountRoutesTest {
    @TempDir
    Path folder;

    private final Edge edge = new Edge(Edge.SMALL);
    private Api api;

    @BeforeEach
    void start() throws Exception {
        api = new Api(folder, edge);
        api.send("Mail-1", "ana@localhost");
        api.send("Mail-2", "dora@localhost");
        edge.clock.advance(Duration.ofMinutes(30));
        api.send("Mail-3", "dora@localhost");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void accountsShouldBeShownWithTheMostFirst() throws Exception {
        var reply = api.get("/accounts");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(reply.body())
                .isEqualTo("[{\"account\":\"dora@localhost\",\"used\":2,\"policy\":\"small\"},"
                        + "{\"account\":\"ana@localhost\",\"used\":1,\"policy\":\"small\"}]");
    }

    @Test
    void accountsShouldBeThoseOfTheMeasureTheWindowAndTheNumberAskedFor() throws Exception {
        assertThat(api.page("/accounts?measure=recipients&window=1d&most=1").toString())
                .isEqualTo("[{\"account\":\"dora@localhost\",\"used\":4,\"policy\":\"small\"}]");
        assertThat(api.page("/accounts?window=10min").toString())
                .isEqualTo("[{\"account\":\"dora@localhost\",\"used\":1,\"policy\":\"small\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "measure=mail | 'measure' must be one of messages, recipients, external-recipients, bytes; got 'mail'",
                "window=day   | 'window' must be a time such as 30s, 1min, 1h or 1d, got 'day'",
                "window=0s    | 'window' must be from 1s to 31d, got '0s'",
                "window=31d   | 'window' must be at most 1d, the longest window of any policy, got '31d'",
                "most=0       | 'most' must be a whole number from 1 to 1000, got '0'",
                "most=1001    | 'most' must be a whole number from 1 to 1000, got '1001'",
                "most=ten     | 'most' must be a whole number from 1 to 1000, got 'ten'",
                "limit=10     | 'limit': must be one of measure, window, most"
            })
    void requestShouldBeInvalidWhenAParameterBreaksItsRule(String query, String rule) throws Exception {
        var reply = api.get("/accounts?" + query);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("InvalidArgument", "query parameter " + rule);
    }
}
