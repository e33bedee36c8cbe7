/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import com.google.common.collect.ImmutableSortedMap;

/** How much is evaluated. */
enum Extent {
    /** What counts. */
    WHOLE(ImmutableSortedMap.of(20, 1, 50, 1, 150, 3, 500, 25), 5, 3),
    /** A sample of the same, for tuning. */
    QUICK(ImmutableSortedMap.of(20, 5, 50, 15, 150, 30, 500, 120), 1, 1);

    private static final String SETTING = "evaluate.quick";

    private final ImmutableSortedMap<Integer, Integer> steps;
    private final int rounds;
    private final int footersPerDay;

    Extent(ImmutableSortedMap<Integer, Integer> steps, int rounds, int footersPerDay) {
        this.steps = steps;
        this.rounds = rounds;
        this.footersPerDay = footersPerDay;
    }

    /** What was asked for: {@link #QUICK} with {@code -Devaluate.quick=true}, else {@link #WHOLE}. */
    static Extent asked() {
        return Boolean.getBoolean(SETTING) ? QUICK : WHOLE;
    }

    /** For each threshold, of how many templates one is used. */
    ImmutableSortedMap<Integer, Integer> steps() {
        return steps;
    }

    /** How often a sender's mail is dealt out into busy days. */
    int rounds() {
        return rounds;
    }

    /** With how many footers each busy day is repeated. */
    int footersPerDay() {
        return footersPerDay;
    }
}
