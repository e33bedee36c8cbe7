/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mesura.store.StoreTimes;
import org.mesura.submission.HashKey;

class RedisStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> alarms = new ArrayList<>();
    private RedisProcess redis;

    @BeforeEach
    void setUp() {
        redis = RedisProcess.start();
    }

    @AfterEach
    void tearDown() {
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void storeShouldBeWellWhenRedisIsThere() {
        try (RedisStore store = open(new HashKey(1, 2))) {
            await().atMost(PATIENCE).until(() -> store.health().fault().isEmpty());
            assertThat(Duration.between(store.clock().instant(), Instant.now()).abs())
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void serversWithOneKeyShouldAgree() {
        try (RedisStore first = open(new HashKey(1, 2));
                RedisStore second = open(new HashKey(1, 2))) {
            assertThat(first.health().fault()).isEmpty();
            assertThat(second.health().fault()).isEmpty();
            assertThat(alarms).isEmpty();
        }
    }

    @Test
    void serverWithAnotherKeyThanTheFirstShouldSaySo() {
        try (RedisStore first = open(new HashKey(1, 2));
                RedisStore second = open(new HashKey(1, 3))) {
            assertThat(first.health().fault()).isEmpty();
            assertThat(second.health().fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("var/mesura/key is not that of"));
            assertThat(alarms).hasSize(1);
        }
    }

    @Test
    void storeShouldSayWhenRedisIsAway() {
        redis.kill();
        try (RedisStore store = open(new HashKey(1, 2))) {
            assertThat(store.health().fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("Redis is away"));
        }
    }

    private RedisStore open(HashKey key) {
        return RedisStore.open(
                RedisServers.at(redis.url(), Duration.ofMillis(500)),
                Standby.local(0.5),
                key,
                (what, why) -> alarms.add(what),
                StoreTimes.unwatched());
    }
}
