/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mesura.runner.Redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * A real {@code redis-server} for a story class. Where none is installed the stories are skipped, or fail with {@code
 * -Dmesura.redis=required}.
 */
final class SharedRedis implements BeforeAllCallback, AfterAllCallback {
    private final Redis redis = Redis.onAnyPort();

    String url() {
        return redis.url();
    }

    /** SIGKILL. */
    void kill() {
        redis.kill();
    }

    /** Starts it, empty. */
    void start() {
        redis.start();
    }

    /** Takes the lease of the held mail of {@code id}, as a server does that is at it until {@code until}. */
    void lease(String id, Instant until) {
        ask(redis -> redis.hset(
                lease(id),
                Map.of("until", Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, until)), "by", "another")));
    }

    /** That server is done with it. */
    void endLease(String id) {
        ask(redis -> redis.del(lease(id)));
    }

    private static String lease(String id) {
        return "{mesura}:lease:" + id;
    }

    private void ask(Consumer<RedisCommands<String, String>> question) {
        try (RedisClient client = RedisClient.create(url());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            question.accept(connection.sync());
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        String found = Redis.version();
        boolean installed = Redis.isUsable(found);
        if (System.getProperty("mesura.redis", "").equals("required") && !installed) {
            throw new AssertionError("redis-server 7 or later is required, found " + found);
        }
        assumeTrue(
                installed,
                "redis-server 7 or later is needed (Debian 12: apt-get install redis-server), found " + found);
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        redis.close();
    }
}
