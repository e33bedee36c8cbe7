/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

/**
 * How far an engine lets a sender go: one account asks every second for a day and a half, and whatever is granted is
 * held against every limit over every rolling window {@code (t - length, t]}. Deterministic: its clock is set.
 */
final class OverGrant {
    private static final String ACCOUNT = "persona000000@alcaldia.example";
    /** Somewhat before the end of a minute, an hour and a day: who counts by the calendar shows it. */
    private static final Instant START = Instant.parse("2026-11-24T23:59:30Z");

    private static final Duration LENGTH = Duration.ofHours(36);

    private OverGrant() {}

    /** The most that {@code contestant} grants in a window, of what the limit allows: 1 is all, 2 twice as much. */
    static double of(Contestant contestant) {
        ImmutableList<Rule> rules = MesuraLedger.staff();
        long[] granted = granted(contestant.engine(rules));
        return rules.stream().mapToDouble(rule -> most(granted, rule)).max().orElseThrow();
    }

    private static long[] granted(Engine engine) {
        ImmutableLongArray.Builder instants = ImmutableLongArray.builder();
        long end = START.plus(LENGTH).toEpochMilli();
        for (long millis = START.toEpochMilli(); millis < end; millis += 1_000) {
            Charges one = new Charges(ImmutableList.of(ACCOUNT), ImmutableLongArray.of(millis));
            if (engine.ready(one).run() == 1) {
                instants.add(millis);
            }
        }
        return instants.build().toArray();
    }

    private static double most(long[] granted, Rule rule) {
        Deque<Long> window = new ArrayDeque<>();
        long most = 0;
        for (long millis : granted) {
            window.addLast(millis);
            while (window.getFirst() <= millis - rule.window().toMillis()) {
                window.removeFirst();
            }
            most = Math.max(most, (long) window.size() * rule.counted().weight());
        }
        return (double) most / rule.quantity();
    }
}
