/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mesura.notice.Kind;
import org.mesura.notice.NoticeLog;
import org.mesura.notice.NoticeLogContract;

import com.google.common.io.Closer;

class RedisNoticeLogTest implements NoticeLogContract {
    private final Closer closer = Closer.create();
    private RedisProcess redis;
    private LettuceLink link;
    private LettuceLink otherLink;

    @BeforeEach
    void setUp() {
        redis = RedisProcess.start();
        closer.register(redis::close);
        link = link();
        closer.register(link::close);
        otherLink = link();
        closer.register(otherLink::close);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> link.fault().isEmpty() && otherLink.fault().isEmpty());
    }

    @AfterEach
    void tearDown() throws IOException {
        closer.close();
    }

    @Override
    public NoticeLog log() {
        return log(link);
    }

    @Test
    void oneNoticeShouldBeWrittenWhenTwoServersWantToAtOnce() throws Exception {
        List<NoticeLog> servers = List.of(log(link), log(otherLink));
        CyclicBarrier start = new CyclicBarrier(32);
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            List<Callable<Boolean>> claims = IntStream.range(0, 32)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        start.await();
                        return servers.get(i % 2).claim(ANA, "a", Kind.REFUSED, NOW, RULES);
                    })
                    .toList();
            int won = 0;
            for (Future<Boolean> claim : threads.invokeAll(claims)) {
                won += claim.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void otherServerShouldKnowWhatWasSent() {
        log(link).recordSent(ID, "dsn", NOW);

        assertThat(log(otherLink).wasSent(ID, "dsn")).isTrue();
    }

    @Test
    void eachServerShouldWriteOnceWhileRedisIsAwayAndNoneAgainWhenItIsBack() {
        NoticeLog one = log(link);
        NoticeLog other = log(otherLink);
        redis.kill();

        assertThat(one.claim(ANA, "a", Kind.REFUSED, NOW, RULES)).isTrue();
        assertThat(one.claim(ANA, "a", Kind.REFUSED, NOW, RULES)).isFalse();
        assertThat(other.claim(ANA, "a", Kind.REFUSED, NOW, RULES)).isTrue();
        one.recordSent(ID, "dsn", NOW);
        assertThat(one.wasSent(ID, "dsn")).isTrue();

        redis.restart();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> link.fault().isEmpty() && otherLink.fault().isEmpty());
        assertThat(one.claim(ANA, "a", Kind.REFUSED, NOW, RULES)).isFalse();
        assertThat(one.claim(ANA, "b", Kind.REFUSED, NOW, RULES)).isTrue();
        assertThat(log(otherLink).claim(ANA, "a", Kind.REFUSED, NOW, RULES))
                .as("a server that did not write it knows by now")
                .isFalse();
    }

    @Test
    void everyKeyShouldExpire() {
        log(link).claim(ANA, "a", Kind.REFUSED, NOW, RULES);
        log(link).claim(BETO, "a", Kind.REFUSED, NOW, RULES);
        log(link).rename(BETO, ANA);
        log(link).recordSent(ID, "dsn", NOW);

        assertThat(redis.cli("KEYS", "*").lines()).hasSize(4).allSatisfy(key -> assertThat(
                        Long.parseLong(redis.cli("PTTL", key).strip()))
                .as(key)
                .isPositive());
    }

    private LettuceLink link() {
        return LettuceLink.open(RedisServers.at(redis.url(), Duration.ofSeconds(5)), InstantSource.system());
    }

    private static RedisNoticeLog log(RedisLink link) {
        return new RedisNoticeLog(link, (what, why) -> {
            throw new AssertionError(what, why);
        });
    }
}
