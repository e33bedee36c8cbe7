/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.EnumMap;
import java.util.Map;

import org.mesura.measure.Measures;

/** How many of a thousand gave an alarm, in each half of the senders and in all. */
final class Rate {
    private static final double PER = 1_000;

    private final Map<Half, long[]> counts = new EnumMap<>(Half.class);

    /** Counts {@code alarmed} of {@code all}. */
    void add(Half half, long alarmed, long all) {
        long[] count = counts.computeIfAbsent(half, none -> new long[2]);
        count[0] += alarmed;
        count[1] += all;
    }

    /** Notes the rates; those of all and of the half held out must not exceed {@code bound}. */
    void atMost(Measures measures, String measure, String unit, double bound) {
        measures.atMost(measure + "-all", perThousand(Half.values()), unit, bound);
        measures.atMost(measure + "-held-out", perThousand(Half.HELD_OUT), unit, bound);
        measures.note(measure + "-tuning", perThousand(Half.TUNING), unit);
    }

    void note(Measures measures, String measure, String unit) {
        measures.note(measure + "-all", perThousand(Half.values()), unit);
    }

    /** How many there were, of this half or of all. */
    long total(Half... halves) {
        return sum(1, halves);
    }

    double perThousand(Half... halves) {
        long all = sum(1, halves);
        return all == 0 ? 0 : PER * sum(0, halves) / all;
    }

    private long sum(int column, Half... halves) {
        long sum = 0;
        for (Half half : halves) {
            sum += counts.getOrDefault(half, new long[2])[column];
        }
        return sum;
    }
}
