/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.time.Duration;
import java.time.Instant;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

/**
 * Accounts of one engine, and their clock: it moves on by a day while every account sends so many times, on average. So
 * many sends lie in the longest window, however long the benchmark runs.
 */
final class Population {
    private static final int MOST_AT_ONCE = 10_000;

    private final Engine engine;
    private final int accounts;
    private final double step;
    private double millis = Instant.parse("2026-11-24T00:00:00Z").toEpochMilli();

    /**
     * @param accounts how many there are
     * @param sends how many sends each has in the longest window
     */
    Population(Engine engine, int accounts, int sends) {
        this.engine = engine;
        this.accounts = accounts;
        this.step = (double) Duration.ofDays(1).toMillis() / sends / accounts;
    }

    /**
     * Lets every account make its sends, one after the other; answers how many were granted.
     *
     * @param times how many each makes
     */
    long fill(int times) {
        Crowd everybody = Crowd.inTurn(accounts);
        long left = (long) accounts * times;
        long granted = 0;
        while (left > 0) {
            int count = (int) Math.min(left, MOST_AT_ONCE);
            granted += ready(count, everybody).run();
            left -= count;
        }
        return granted;
    }

    /** The next {@code count} charges of {@code crowd}, ready to be made. */
    Engine.Work ready(int count, Crowd crowd) {
        ImmutableList.Builder<String> names = ImmutableList.builderWithExpectedSize(count);
        ImmutableLongArray.Builder instants = ImmutableLongArray.builder(count);
        for (int charge = 0; charge < count; charge++) {
            millis += step;
            names.add(name(crowd.next()));
            instants.add((long) millis);
        }
        return engine.ready(new Charges(names.build(), instants.build()));
    }

    private static String name(int number) {
        return "persona" + Integer.toString(1_000_000 + number).substring(1) + "@alcaldia.example";
    }
}
