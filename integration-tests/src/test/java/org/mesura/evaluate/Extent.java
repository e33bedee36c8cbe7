/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.List;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

/** How much is evaluated. */
enum Extent {
    /** What counts. */
    WHOLE(
            ImmutableSortedMap.of(20, 1, 50, 1, 150, 3, 500, 25),
            ImmutableList.of(3, 5, 10, 20, 50, 150, 500),
            ImmutableList.of(1, 7, 30),
            5,
            3),
    /** A sample of the same, for tuning. */
    QUICK(
            ImmutableSortedMap.of(20, 5, 50, 15, 150, 30, 500, 120),
            ImmutableList.of(3, 5, 10, 20),
            ImmutableList.of(1),
            1,
            1);

    private static final String SETTING = "evaluate.quick";

    private final ImmutableSortedMap<Integer, Integer> steps;
    private final ImmutableList<Integer> streamThresholds;
    private final ImmutableList<Integer> windowDays;
    private final int rounds;
    private final int footersPerDay;

    Extent(
            ImmutableSortedMap<Integer, Integer> steps,
            ImmutableList<Integer> streamThresholds,
            ImmutableList<Integer> windowDays,
            int rounds,
            int footersPerDay) {
        this.steps = steps;
        this.streamThresholds = streamThresholds;
        this.windowDays = windowDays;
        this.rounds = rounds;
        this.footersPerDay = footersPerDay;
    }

    /** What was asked for: {@link #QUICK} with {@code -Devaluate.quick=true}, else {@link #WHOLE}. */
    static Extent asked() {
        return Boolean.getBoolean(SETTING) ? QUICK : WHOLE;
    }

    /** The thresholds that campaigns are sent under. */
    List<Integer> thresholds() {
        return steps.keySet().asList();
    }

    /** Those of them that the template at {@code index} of its file is sent under: the higher ones take long. */
    List<Integer> thresholds(int index) {
        return thresholds().stream()
                .filter(advise -> index % steps.get(advise) == 0)
                .toList();
    }

    /** The thresholds that ordinary mail is sent under. */
    List<Integer> streamThresholds() {
        return streamThresholds;
    }

    /** The windows that ordinary mail is counted over, in days. */
    List<Integer> windowDays() {
        return windowDays;
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
