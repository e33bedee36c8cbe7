/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.fuzz;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * The cases of a fuzzer, each drawn from a seed of its own, so that one that failed can be drawn again alone: {@code
 * -Dmesura.seed=… -Dmesura.fuzz=1}. There are as many as the fuzzer does in a few seconds, or {@code -Dmesura.fuzz=1000000}.
 * Without a seed they are the same each time, so that a build says something of what changed. One that does not end is told
 * as well.
 */
public final class Cases {
    /** What makes of seeds that follow each other some that have nothing in common (SplitMix64). */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final long FIRST = 1;
    private static final long MIXED = 0xBF58476D1CE4E5B9L;

    /** No case takes a thousandth of it, on whatever machine. */
    private static final Duration ENDLESS = Duration.ofMinutes(2);

    private final Case one;
    private final long first;
    private volatile long seed;
    private volatile Optional<AssertionError> failure = Optional.empty();

    private Cases(Case one) {
        this.one = one;
        this.first = Long.getLong("mesura.seed", FIRST);
        this.seed = first;
    }

    /** One case, drawn from what it is given. */
    @FunctionalInterface
    public interface Case {
        void check(Random random) throws Exception;
    }

    /**
     * Checks each case.
     *
     * @param usually how many there are if nothing else is said
     */
    public static void each(int usually, Case one) throws InterruptedException {
        Cases cases = new Cases(one);
        long count = Long.getLong("mesura.fuzz", usually);
        Thread thread = new Thread(() -> cases.check(count), "fuzzing");
        thread.setDaemon(true);
        thread.start();
        cases.awaitEndOf(thread);
    }

    private void check(long count) {
        for (; seed < first + count && failure.isEmpty(); seed++) {
            try {
                one.check(random(seed));
            } catch (Throwable e) {
                // whatever it is: a thread that just ends would pass for one without a fault
                failure = Optional.of(failed(e.toString(), e));
            }
        }
    }

    private void awaitEndOf(Thread thread) throws InterruptedException {
        while (thread.isAlive()) {
            long before = seed;
            thread.join(ENDLESS.toMillis());
            if (thread.isAlive() && seed == before) {
                Exception where = new Exception("it is here");
                where.setStackTrace(thread.getStackTrace());
                throw failed("does not end", where);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private AssertionError failed(String how, Throwable cause) {
        return new AssertionError(
                "seed %s, case %s: again with -Dmesura.seed=%s -Dmesura.fuzz=1: %s"
                        .formatted(seed, seed - first, seed, how),
                cause);
    }

    private static Random random(long seed) {
        long mixed = seed * GOLDEN;
        return new Random((mixed ^ mixed >>> 30) * MIXED);
    }
}
