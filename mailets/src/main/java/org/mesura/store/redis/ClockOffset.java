/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.google.common.collect.ImmutableList;

/**
 * What Redis's clock shows, so that all servers count by one clock. It is asked a few times; each answer is taken for the
 * instant in the middle of its round trip, and the median of what comes out holds, so that one slow answer moves nothing.
 * In between this process's own ticker goes on, which does not step when somebody sets the server's clock.
 *
 * <p>The question writes a key: a Redis that may only be read is of no use and is not taken for one that has come back.
 */
final class ClockOffset implements InstantSource {
    private static final int ASKED = 5;
    private static final Script QUESTION =
            Script.ofText("redis.call('SET', KEYS[1], '1', 'PX', 60000) return redis.call('TIME')");

    private final InstantSource clock;
    private volatile Optional<Answer> held = Optional.empty();

    /**
     * What was heard of Redis's clock.
     *
     * @param redis what it showed
     * @param ticks what this process's ticker showed then, nanoseconds
     * @param ahead how far it was before this server's clock
     */
    private record Answer(Instant redis, long ticks, Duration ahead) {
        Instant origin() {
            return redis.minusNanos(ticks);
        }
    }

    @FunctionalInterface
    interface Question {
        List<Object> ask(Script script, List<byte[]> keys) throws StoreUnavailable;
    }

    ClockOffset(InstantSource clock) {
        this.clock = clock;
    }

    /** What Redis's clock shows; what this server's does until it was heard of. */
    @Override
    public Instant instant() {
        return held.map(answer -> answer.redis().plusNanos(System.nanoTime() - answer.ticks()))
                .orElseGet(clock::instant);
    }

    Instant correct(Instant here) {
        return held.map(answer -> here.plus(answer.ahead())).orElse(here);
    }

    /** Asks by {@code link}, of which {@code key} is a key to write. */
    void measure(Question link, byte[] key) throws StoreUnavailable {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < ASKED; i++) {
            Instant here = clock.instant();
            long before = System.nanoTime();
            Instant redis = instant(link.ask(QUESTION, ImmutableList.of(key)));
            long half = (System.nanoTime() - before) / 2;
            answers.add(new Answer(redis, before + half, Duration.between(here.plusNanos(half), redis)));
        }
        answers.sort(Comparator.comparing(Answer::origin));
        held = Optional.of(answers.get(ASKED / 2));
    }

    private static Instant instant(List<Object> answer) {
        long[] numbers = IntStream.range(0, 2)
                .mapToLong(i -> Long.parseLong(new String((byte[]) answer.get(i), US_ASCII)))
                .toArray();
        return Instant.ofEpochSecond(numbers[0], numbers[1] * 1_000);
    }
}
