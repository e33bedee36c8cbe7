/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.mailet.Edge;
import org.mesura.store.StoreTimes;
import org.mesura.store.redis.RedisServers;
import org.mesura.store.redis.RedisStore;
import org.mesura.store.redis.Standby;

import com.google.common.collect.ImmutableList;

/** What the desk is told while Redis is away. */
class StoreAwayTest {
    @TempDir
    Path folder;

    private final Edge edge = new Edge(Edge.SMALL);
    private RedisStore away;
    private Api api;

    @BeforeEach
    void start() throws Exception {
        away = RedisStore.open(
                new RedisServers(
                        RedisServers.Topology.STANDALONE,
                        ImmutableList.of(RedisServers.url("redis://127.0.0.1:1")),
                        Optional.empty(),
                        "",
                        Duration.ofMillis(100)),
                Standby.local(0.5),
                Edge.KEY,
                (what, why) -> {},
                StoreTimes.unwatched());
        edge.keepIn(away.accountBook());
        api = new Api(folder, edge);
        api.health = away.health();
    }

    @AfterEach
    void stop() {
        api.close();
        away.close();
    }

    @Test
    void overviewShouldLeaveOutWhatAllAccountsDoAndSayWhatIsWrong() throws Exception {
        var page = api.page("/overview");

        assertThat(page.at("/store/fault").asText()).contains("Redis is away");
        assertThat(page.path("degraded").asBoolean()).isTrue();
        assertThat(page.has("accounts")).isFalse();
        assertThat(page.has("sent")).isFalse();
        assertThat(page.has("refusedLastDay")).isFalse();
        assertThat(page.has("campaigns")).isFalse();
        assertThat(page.at("/held/messages").asLong()).isZero();
    }

    @Test
    void campaignsShouldBeUnavailable() throws Exception {
        var reply = api.get("/campaigns");

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).contains("what all accounts send cannot be asked while Redis is away");
    }

    @Test
    void oneAccountShouldBeToldByWhatThisServerKnows() throws Exception {
        api.send("Mail-1", "ana@localhost");

        assertThat(api.page("/accounts/ana@localhost/explain").path("verdict").asText())
                .isEqualTo("accept");
        assertThat(api.page("/accounts/ana@localhost/timeline").path("slices")).hasSize(96);
        assertThat(api.page("/decisions").isArray()).isTrue();
    }
}
