/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.mesura.review.Timing;
import org.mesura.store.redis.FaultyLink.Fault;

/** A real Redis for the tests of a class, empty for each, and books that share it. */
abstract class OnRedis {
    /** No test of what is decided together may take a busy machine for a broken one. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    static RedisProcess redis;

    final AtomicInteger alarms = new AtomicInteger();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    @BeforeEach
    void empty() {
        redis.cli("FLUSHALL");
    }

    @AfterEach
    void close() throws Exception {
        for (var one : opened) {
            one.close();
        }
    }

    /** A server of the institution: its link, which can be made to fail, and its book. */
    record Server(FaultyLink link, RedisAccountBook book) {
        Server that(Fault fault) {
            link.fails(fault);
            return this;
        }
    }

    Server server() {
        return server(Standby.local(0.5));
    }

    Server server(Standby standby) {
        var lettuce = LettuceLink.open(RedisServers.at(redis.url(), PATIENT), InstantSource.system());
        // the first of a process may take longer than James waits for it
        Awaitility.await().atMost(PATIENT).until(() -> lettuce.fault().isEmpty());
        var link = new FaultyLink(lettuce);
        var book = new RedisAccountBook(link, standby, (what, why) -> alarms.incrementAndGet(), Timing.GIVEN);
        opened.add(0, lettuce);
        opened.add(0, book);
        return new Server(link, book);
    }

    /** Waits until so many servers hear what others write. */
    static void awaitHearing(int servers) {
        Awaitility.await().atMost(PATIENT).until(() -> redis.cli("PUBSUB", "NUMSUB", "{mesura}:written")
                .contains(String.valueOf(servers)));
    }

    /** How many scripts Redis ran since it was last asked to forget that. */
    static long scripts() {
        return redis.cli("INFO", "commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_evalsha:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("cmdstat_evalsha:calls=(\\d+),.*", "$1")))
                .sum();
    }

    static void countAnew() {
        redis.cli("CONFIG", "RESETSTAT");
    }
}
