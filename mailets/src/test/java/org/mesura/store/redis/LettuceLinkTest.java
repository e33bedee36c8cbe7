/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.google.common.base.Stopwatch;
import com.google.common.io.Closer;

class LettuceLinkTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Script COUNT = Script.ofText("return {redis.call('INCR', KEYS[1]), ARGV[1], false, {7}}");

    private final Closer closer = Closer.create();
    private RedisProcess redis;
    private LettuceLink link;

    @BeforeEach
    void setUp() {
        redis = RedisProcess.start();
        closer.register(redis::close);
        link = LettuceLink.open(RedisServers.at(redis.url(), TIMEOUT), InstantSource.system());
        closer.register(link::close);
        await().atMost(PATIENCE).until(() -> link.fault().isEmpty());
    }

    @AfterEach
    void tearDown() throws IOException {
        closer.close();
    }

    @Test
    void callShouldGiveTheElementsOfTheReply() throws Exception {
        List<Object> reply = count("a");

        assertThat(reply).hasSize(4).element(0).isEqualTo(1L);
        assertThat((byte[]) reply.get(1)).isEqualTo("x".getBytes(UTF_8));
        assertThat(reply.get(2)).isNull();
        assertThat(reply.get(3)).isEqualTo(List.of(7L));
    }

    @Test
    void keysShouldBeginWithTheHashTag() {
        assertThat(link.key("account:ana@a.example")).asString(UTF_8).isEqualTo("{mesura}:account:ana@a.example");
    }

    @Test
    void scriptShouldTravelOnceAndBeCalledByItsDigestAfterwards() throws Exception {
        for (int i = 0; i < 10; i++) {
            count("a");
        }

        assertThat(calls("eval")).isEqualTo(2); // the question about the clock, and ours
    }

    @Test
    void scriptThatRedisForgotShouldTravelAgain() throws Exception {
        count("a");
        redis.cli("SCRIPT", "FLUSH");

        assertThat(count("a")).element(0).isEqualTo(2L);
    }

    @Test
    void frozenRedisShouldDelayOneCallByTheTimeoutAndFurtherOnesNotAtAll() {
        redis.freeze();
        Stopwatch first = Stopwatch.createStarted();
        assertThatThrownBy(() -> count("a")).isInstanceOf(StoreUnavailable.class);
        assertThat(first.elapsed()).isBetween(TIMEOUT.minusMillis(50), TIMEOUT.plusMillis(400));

        Stopwatch others = Stopwatch.createStarted();
        for (int i = 0; i < 1_000; i++) {
            assertThatThrownBy(() -> count("a")).isInstanceOf(StoreUnavailable.class);
        }
        assertThat(others.elapsed()).isLessThan(TIMEOUT);
        assertThat(link.fault()).isPresent();
        redis.thaw();
    }

    @Test
    void thawedRedisShouldBeUsedAgain() {
        redis.freeze();
        assertThatThrownBy(() -> count("a")).isInstanceOf(StoreUnavailable.class);
        redis.thaw();

        await().atMost(PATIENCE).until(() -> link.fault().isEmpty());
        await().atMost(PATIENCE).ignoreExceptions().until(() -> !count("a").isEmpty());
    }

    @Test
    void restartedRedisShouldBeUsedAgain() throws Exception {
        count("a");
        redis.kill();
        assertThatThrownBy(() -> count("a")).isInstanceOf(StoreUnavailable.class);
        redis.restart();

        await().atMost(PATIENCE).until(() -> link.fault().isEmpty());
        assertThat(count("a")).element(0).isEqualTo(1L);
    }

    @Test
    void linkShouldOpenWithoutRedisAndUseItOnceItIsThere() {
        int port = RedisProcess.freePort();
        Stopwatch opening = Stopwatch.createStarted();
        try (LettuceLink early =
                LettuceLink.open(RedisServers.at("redis://127.0.0.1:" + port, TIMEOUT), InstantSource.system())) {
            assertThat(opening.elapsed()).isLessThan(Duration.ofSeconds(4));
            assertThat(early.fault()).isPresent();
            try (RedisProcess late = RedisProcess.startAt(port)) {
                assertThat(late.port()).isEqualTo(port);
                await().atMost(PATIENCE).until(() -> early.fault().isEmpty());
                assertThat(early.call(COUNT, List.of(early.key("a")), List.of(new byte[0])))
                        .element(0)
                        .isEqualTo(1L);
            } catch (StoreUnavailable e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void redisThatMayNotBeWrittenShouldBeAway() {
        redis.cli("REPLICAOF", "127.0.0.1", Integer.toString(RedisProcess.freePort()));

        assertThatThrownBy(() -> count("a")).isInstanceOf(StoreUnavailable.class);
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> link.fault()
                .isPresent());

        redis.cli("REPLICAOF", "NO", "ONE");
        await().atMost(PATIENCE).until(() -> link.fault().isEmpty());
    }

    @Test
    void faultOfOneScriptShouldNotKeepOthersFromRedis() throws Exception {
        Script broken = Script.ofText("return redis.call('INCR', KEYS[1], 'too much')");

        assertThatThrownBy(() -> link.call(broken, List.of(link.key("a")), List.of()))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(link.fault()).isEmpty();
        assertThat(count("a")).element(0).isEqualTo(1L);
    }

    @Test
    void beginShouldFailAsCallDoes() {
        redis.freeze();

        assertThatThrownBy(() -> link.begin(COUNT, List.of(link.key("a")), List.of(new byte[0]))
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StoreUnavailable.class);
        redis.thaw();
    }

    @Test
    void timeShouldBeRedissWhateverThisServersClockShows() {
        Duration wrong = Duration.ofMinutes(7);
        try (LettuceLink ahead = LettuceLink.open(
                RedisServers.at(redis.url(), TIMEOUT), () -> Instant.now().plus(wrong))) {
            Instant corrected = ahead.now(Instant.now().plus(wrong));

            assertThat(Duration.between(corrected, Instant.now()).abs()).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void manyCallsAtOnceShouldAllBeAnswered() {
        long answered = IntStream.range(0, 2_000)
                .parallel()
                .filter(i -> {
                    try {
                        return !count("a").isEmpty();
                    } catch (StoreUnavailable e) {
                        throw new AssertionError(e);
                    }
                })
                .count();

        assertThat(answered).isEqualTo(2_000);
        assertThat(redis.cli("GET", "{mesura}:a").strip()).isEqualTo("2000");
    }

    private List<Object> count(String name) throws StoreUnavailable {
        return link.call(COUNT, List.of(link.key(name)), List.of("x".getBytes(UTF_8)));
    }

    /** How often Redis was asked for {@code command}. */
    private long calls(String command) {
        return redis.cli("INFO", "commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .map(line -> line.replaceAll("[^=]*calls=(\\d+),.*", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }
}
