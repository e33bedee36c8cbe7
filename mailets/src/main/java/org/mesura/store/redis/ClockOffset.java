/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.google.common.collect.ImmutableList;

/**
 * How far Redis's clock is ahead of this server's, so that all servers count by one clock. It is asked a few times; each
 * answer is taken for the instant in the middle of its round trip, and the median of what comes out holds, so that one
 * slow answer moves nothing. The question writes a key: a Redis that may only be read is of no use and is not taken for
 * one that has come back.
 */
final class ClockOffset {
    private static final int ASKED = 5;
    private static final Script QUESTION =
            Script.ofText("redis.call('SET', KEYS[1], '1', 'PX', 60000) return redis.call('TIME')");

    private final InstantSource clock;
    private volatile Duration ahead = Duration.ZERO;

    ClockOffset(InstantSource clock) {
        this.clock = clock;
    }

    Instant correct(Instant here) {
        return here.plus(ahead);
    }

    /** Asks by {@code link}, of which {@code key} is a key to write. */
    void measure(Question link, byte[] key) throws StoreUnavailable {
        List<Duration> offsets = new ArrayList<>();
        for (int i = 0; i < ASKED; i++) {
            Instant before = clock.instant();
            List<Object> answer = link.ask(QUESTION, ImmutableList.of(key));
            Duration half = Duration.between(before, clock.instant()).dividedBy(2);
            offsets.add(Duration.between(before.plus(half), instant(answer)));
        }
        ahead = offsets.stream().sorted().toList().get(ASKED / 2);
    }

    private static Instant instant(List<Object> answer) {
        long[] numbers = IntStream.range(0, 2)
                .mapToLong(i -> Long.parseLong(new String((byte[]) answer.get(i), US_ASCII)))
                .toArray();
        return Instant.ofEpochSecond(numbers[0], numbers[1] * 1_000);
    }

    @FunctionalInterface
    interface Question {
        List<Object> ask(Script script, List<byte[]> keys) throws StoreUnavailable;
    }
}
