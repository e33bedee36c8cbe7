/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

import org.mesura.measure.Measures;
import org.mesura.measure.Ratios;

/** What turns side by side gave, of two servers: the second in units of the first. */
final class PairFigures {
    private static final double MOST_ADDED_MILLIS = 5;

    private final String section;
    private final String name;
    private final Names names;
    private final List<Side> ones = new ArrayList<>();
    private final List<Side> others = new ArrayList<>();

    /** What the servers are called in measures. */
    record Names(String one, String other) {}

    /**
     * One server's part of a pair of turns.
     *
     * @param processorMillis of the server, for each message
     * @param compiledMillis of it, without what the JVM still compiled meanwhile
     */
    record Side(double processorMillis, double compiledMillis, Office.Turn turn) {}

    /**
     * What is wanted of the medians.
     *
     * @param processor at most so many times the processor time without Mesura
     * @param throughput at least so many times the throughput
     */
    record Wanted(double processor, Optional<Double> throughput) {}

    PairFigures(String section, String name, Names names) {
        this.section = section;
        this.name = name;
        this.names = names;
    }

    void add(Side one, Side other) {
        ones.add(one);
        others.add(other);
        System.out.printf(
                "%s: %s %d: %s; %s; processor %.3f times, compiled %.3f%n",
                section,
                name,
                others.size(),
                told(names.one(), one),
                told(names.other(), other),
                other.processorMillis() / one.processorMillis(),
                other.compiledMillis() / one.compiledMillis());
    }

    private static String told(String server, Side side) {
        return "%s %.2f ms, %.0f/s, p99 %.1f ms"
                .formatted(
                        server,
                        side.processorMillis(),
                        side.turn().perSecond(),
                        side.turn().p99Millis());
    }

    void note(Measures measures, Wanted wanted) {
        String measure = section + "-%s-" + name;
        ToDoubleFunction<Side> processor = Side::processorMillis;
        ToDoubleFunction<Side> perSecond = side -> side.turn().perSecond();
        ToDoubleFunction<Side> p99 = side -> side.turn().p99Millis();
        note(measures, measure.formatted("processor"), "ms/mail", processor);
        Ratios dearer = compared(processor, (one, other) -> one / other);
        measures.wantedAtMost(measure.formatted("processor-times"), dearer.median(), "times", wanted.processor());
        interval(measures, measure.formatted("processor-times"), "times", dearer);
        ToDoubleFunction<Side> compiled = Side::compiledMillis;
        note(measures, measure.formatted("compiled"), "ms/mail", compiled);
        Ratios then = compared(compiled, (one, other) -> one / other);
        measures.note(measure.formatted("compiled-times"), then.median(), "times");
        interval(measures, measure.formatted("compiled-times"), "times", then);
        note(measures, measure.formatted("throughput"), "1/s", perSecond);
        Ratios faster = compared(perSecond, (one, other) -> one / other);
        String times = measure.formatted("throughput-times");
        wanted.throughput()
                .ifPresentOrElse(
                        bar -> measures.wantedAtLeast(times, faster.median(), "times", bar),
                        () -> measures.note(times, faster.median(), "times"));
        interval(measures, times, "times", faster);
        note(measures, measure.formatted("p99"), "ms", p99);
        Ratios later = compared(p99, (one, other) -> one - other);
        measures.wantedAtMost(measure.formatted("p99-added"), later.median(), "ms", MOST_ADDED_MILLIS);
        interval(measures, measure.formatted("p99-added"), "ms", later);
    }

    private void note(Measures measures, String measure, String unit, ToDoubleFunction<Side> figure) {
        measures.note(measure + "-" + names.one(), median(ones, figure), unit);
        measures.note(measure + "-" + names.other(), median(others, figure), unit);
    }

    private static void interval(Measures measures, String measure, String unit, Ratios ratios) {
        measures.note(measure + "-from", ratios.low(), unit);
        measures.note(measure + "-to", ratios.high(), unit);
    }

    private static double median(List<Side> sides, ToDoubleFunction<Side> figure) {
        return Ratios.of(sides.stream().map(figure::applyAsDouble).toList()).median();
    }

    private Ratios compared(ToDoubleFunction<Side> figure, ToDoubleBiFunction<Double, Double> comparison) {
        List<Double> values = new ArrayList<>();
        for (int pair = 0; pair < others.size(); pair++) {
            values.add(comparison.applyAsDouble(
                    figure.applyAsDouble(others.get(pair)), figure.applyAsDouble(ones.get(pair))));
        }
        return Ratios.of(values);
    }
}
