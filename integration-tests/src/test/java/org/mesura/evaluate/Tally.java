/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import org.mesura.measure.Measures;

/** How many of a thousand gave an alarm, in each half of the senders and in all. */
final class Tally {
    private static final String UNIT = "per 1000";
    private static final double PER = 1_000;

    private final Map<Half, Count> counts = new EnumMap<>(Half.class);

    private record Count(long alarmed, long all) {
        static final Count NONE = new Count(0, 0);

        Count plus(Count more) {
            return new Count(alarmed + more.alarmed, all + more.all);
        }
    }

    /** Counts {@code alarmed} of {@code all}. */
    void add(Half half, long alarmed, long all) {
        counts.merge(half, new Count(alarmed, all), Count::plus);
    }

    /** Counts one, alarmed or not. */
    void add(Half half, boolean alarmed) {
        add(half, alarmed ? 1 : 0, 1);
    }

    /**
     * Notes the rates; that of all and that of the half held out must not exceed {@code bound}. Where there are so few that
     * a single one would exceed it, the rate is only shown: of forty days one is 25 in a thousand.
     */
    void atMost(double bound, Measures measures, String measure) {
        judge(bound, measures, measure + "-all", Half.values());
        judge(bound, measures, measure + "-held-out", Half.HELD_OUT);
        measures.note(measure + "-tuning", rate(Half.TUNING), UNIT);
    }

    private void judge(double bound, Measures measures, String measure, Half... halves) {
        if (bound > 0 && bound * sum(halves).all() < PER) {
            measures.note(measure, rate(halves), UNIT);
        } else {
            measures.atMost(measure, rate(halves), UNIT, bound);
        }
    }

    /** Notes the rate of all, which is only shown. */
    void note(Measures measures, String measure) {
        measures.note(measure + "-all", rate(), UNIT);
    }

    private double rate() {
        return rate(Half.values());
    }

    /** The rate of all as tables show it. */
    String shown() {
        return String.format(Locale.ROOT, "%7.3f", rate());
    }

    /** How many were counted. */
    long all() {
        return sum(Half.values()).all();
    }

    /** How many gave an alarm. */
    long alarmed() {
        return sum(Half.values()).alarmed();
    }

    private double rate(Half... halves) {
        Count sum = sum(halves);
        return sum.all() == 0 ? 0 : PER * sum.alarmed() / sum.all();
    }

    private Count sum(Half... halves) {
        return Arrays.stream(halves)
                .map(half -> counts.getOrDefault(half, Count.NONE))
                .reduce(Count.NONE, Count::plus);
    }
}
