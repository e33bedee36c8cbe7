/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.google.common.base.Throwables;

import es.moki.ratelimitj.core.limiter.request.RequestLimitRule;
import es.moki.ratelimitj.core.limiter.request.RequestRateLimiter;
import es.moki.ratelimitj.redis.request.RedisRateLimiterFactory;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;

/** Who charges accounts in one Redis; called by many threads at once, over one connection. */
interface RedisRival extends AutoCloseable {
    /** Charges one message to {@code account}. */
    void charge(String account);

    @Override
    void close();

    /**
     * RateLimitJ's sliding window in Redis, the engine beneath James's own Redis rate limiter: one call of its script for
     * the message, all rules in it.
     */
    static RedisRival ratelimitj(String url, List<Rule> rules) {
        return ratelimitj(
                url,
                rules.stream()
                        .map(rule -> RequestLimitRule.of(rule.window(), rule.quantity()))
                        .collect(Collectors.toSet()));
    }

    /** RateLimitJ with windows that slide in steps of a sixtieth, as exact as it can be told to be. */
    static RedisRival sliding(String url, List<Rule> rules) {
        return ratelimitj(
                url,
                rules.stream()
                        .map(rule -> RequestLimitRule.of(rule.window(), rule.quantity())
                                .withPrecision(rule.window().dividedBy(60))
                                .withName("sliding"))
                        .collect(Collectors.toSet()));
    }

    private static RedisRival ratelimitj(String url, Set<RequestLimitRule> rules) {
        RedisClient client = RedisClient.create(url);
        RedisRateLimiterFactory factory = new RedisRateLimiterFactory(client);
        RequestRateLimiter limiter = factory.getInstance(rules);
        return new RedisRival() {
            @Override
            public void charge(String account) {
                if (limiter.overLimitWhenIncremented(account)) {
                    throw new IllegalStateException("an account is over a limit that is out of reach");
                }
            }

            @Override
            public void close() {
                factory.close();
                client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
            }
        };
    }

    /** A script that does nothing, called as a review calls its own: what a round trip takes by itself. */
    static RedisRival bare(String url) {
        RedisClient client = RedisClient.create(url);
        StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
        RedisAsyncCommands<byte[], byte[]> commands = connection.async();
        String script = connection.sync().scriptLoad("return 1".getBytes());
        return new RedisRival() {
            @Override
            public void charge(String account) {
                try {
                    commands.evalsha(script, ScriptOutputType.INTEGER, new byte[][] {account.getBytes()})
                            .toCompletableFuture()
                            .get(5, TimeUnit.SECONDS);
                } catch (Exception e) {
                    Throwables.throwIfUnchecked(e);
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void close() {
                connection.close();
                client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
            }
        };
    }
}
