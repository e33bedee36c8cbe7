/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import static com.google.common.base.Preconditions.checkState;

import java.util.List;
import java.util.stream.IntStream;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Lists;

/**
 * The times of {@link ChargeBenchmark}, sorted by who had its turn. Ratios are of turns that lie side by side, and of
 * those the median: a machine that is slow for a while is slow for both.
 */
final class ChargeTimes {
    private final ImmutableListMultimap<String, Double> nanos;

    private ChargeTimes(ImmutableListMultimap<String, Double> nanos) {
        this.nanos = nanos;
    }

    static ChargeTimes of(List<Scenario.Cell> cells, RunResult result) {
        ImmutableListMultimap.Builder<String, Double> nanos = ImmutableListMultimap.builder();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            List<IterationResult> turns = List.copyOf(fork.getIterationResults());
            checkState(turns.size() % cells.size() == 0, "a round must be whole, got %s turns", turns.size());
            for (int turn = 0; turn < turns.size(); turn++) {
                Scenario.Cell cell = cells.get(turn % cells.size());
                nanos.put(
                        key(cell.contestant(), cell.scenario().name()),
                        turns.get(turn).getPrimaryResult().getScore());
            }
        }
        return new ChargeTimes(nanos.build());
    }

    /** The median time of a charge, in nanoseconds. */
    double nanos(Contestant contestant, String scenario) {
        return median(turns(contestant, scenario));
    }

    /** How many times as long one charge takes as the other, by default the same contestant's or scenario's. */
    double ratio(Contestant contestant, String scenario, Contestant other, String otherScenario) {
        ImmutableList<Double> over = turns(contestant, scenario);
        ImmutableList<Double> under = turns(other, otherScenario);
        return median(IntStream.range(0, over.size())
                .mapToObj(turn -> over.get(turn) / under.get(turn))
                .toList());
    }

    private ImmutableList<Double> turns(Contestant contestant, String scenario) {
        return nanos.get(key(contestant, scenario));
    }

    private static String key(Contestant contestant, String scenario) {
        return contestant.id() + "-" + scenario;
    }

    static double median(List<Double> values) {
        List<Double> sorted = Lists.newArrayList(values);
        sorted.sort(null);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
