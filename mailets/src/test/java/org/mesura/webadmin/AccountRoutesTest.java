/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of accounts: {@code GET /mesura/accounts}. */
class AccountRoutesTest extends OverHttp {
    @BeforeEach
    void prepare() throws Exception {
        api.send("Mail-1", "ana@localhost");
        api.send("Mail-2", "dora@localhost");
        edge.clock.advance(Duration.ofMinutes(30));
        api.send("Mail-3", "dora@localhost");
    }

    @Test
    void accountsShouldBeShownWithTheMostFirst() throws Exception {
        var reply = api.get("/accounts");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(reply.headers().firstValue("X-Total-Count")).contains("2");
        assertThat(reply.body())
                .isEqualTo("[{\"account\":\"dora@localhost\",\"used\":2,\"policy\":\"small\",\"percent\":"
                        + api.page("/accounts/dora@localhost").at("/usage/0/percent")
                        + ",\"fullest\":\"messages per 1h\",\"refusedLastDay\":0,\"suspended\":false,\"held\":0},"
                        + "{\"account\":\"ana@localhost\",\"used\":1,\"policy\":\"small\",\"percent\":"
                        + api.page("/accounts/ana@localhost").at("/usage/0/percent")
                        + ",\"fullest\":\"messages per 1h\",\"refusedLastDay\":0,\"suspended\":false,\"held\":0}]");
    }

    @Test
    void accountsShouldBeThoseOfTheMeasureTheWindowAndTheNumberAskedFor() throws Exception {
        assertThat(api.page("/accounts?measure=recipients&window=1d&most=1"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("used").asLong()).isEqualTo(4));
        assertThat(api.page("/accounts?window=10min"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("used").asLong()).isEqualTo(1));
    }

    @Test
    void listShouldBeShownPageByPage() throws Exception {
        assertThat(names("/accounts?most=1")).containsExactly("dora@localhost");
        assertThat(names("/accounts?most=1&offset=1")).containsExactly("ana@localhost");
        assertThat(names("/accounts?offset=2")).isEmpty();
        assertThat(api.get("/accounts?offset=2").headers().firstValue("X-Total-Count"))
                .contains("2");
    }

    @Test
    void accountsShouldBeFoundByAPartOfTheirNameAlsoIfTheySentNothingLately() throws Exception {
        edge.clock.advance(Duration.ofHours(2));

        assertThat(names("/accounts?account=AN&window=1h")).containsExactly("ana@localhost");
        assertThat(names("/accounts?account=nobody")).isEmpty();
    }

    @Test
    void suspendedAccountsShouldBeFound() throws Exception {
        api.put("/accounts/carla@localhost/suspension", "{\"for\": \"60min\"}");

        assertThat(names("/accounts?state=suspended")).containsExactly("carla@localhost");
        assertThat(api.page("/accounts?state=suspended").at("/0/suspended").asBoolean())
                .isTrue();
        assertThat(names("/accounts")).doesNotContain("carla@localhost");
    }

    @Test
    void accountsNearAndOverALimitShouldBeFoundTheFullestFirst() throws Exception {
        assertThat(names("/accounts?state=near")).containsExactly("dora@localhost");
        assertThat(names("/accounts?state=over")).containsExactly("dora@localhost");
        assertThat(api.page("/accounts?state=over").at("/0/percent").asLong()).isEqualTo(100);
        assertThat(names("/accounts?sort=percent")).containsExactly("dora@localhost", "ana@localhost");

        edge.clock.advance(Duration.ofMinutes(31));
        assertThat(names("/accounts?state=near")).isEmpty();
    }

    private List<String> names(String path) throws Exception {
        List<String> names = new ArrayList<>();
        api.page(path).forEach(line -> names.add(line.path("account").asText()));
        return names;
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
                "offset=-1    | 'offset' must be a whole number from 0 to 1000000, got '-1'",
                "state=all,   | 'state' must be one of all, near, over, suspended, held; got 'all,'",
                "sort=name    | 'sort' must be used or percent, got 'name'",
                "limit=10     | 'limit': must be one of measure, window, most, offset, account, state, sort"
            })
    void requestShouldBeInvalidWhenAParameterBreaksItsRule(String query, String rule) throws Exception {
        var reply = api.get("/accounts?" + query);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("InvalidArgument", "query parameter " + rule);
    }
}
