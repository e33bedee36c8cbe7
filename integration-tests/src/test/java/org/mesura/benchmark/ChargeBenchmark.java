/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import com.google.common.collect.ImmutableList;

/**
 * The time of a charge. All contestants live in one JVM and take turns, an iteration each, A B C A B C …: what disturbs
 * a machine disturbs them alike, and a ratio of neighbours stays true. So iteration {@code n} is one of cell {@code n mod
 * cells}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChargeBenchmark {
    static final int CHARGES = 10_000;

    /** How many accounts the large population has. */
    @Param("1000000")
    public int many;

    private final Map<Place, Population> populations = new HashMap<>();
    private ImmutableList<Scenario.Cell> cells;
    private ImmutableList<Crowd> crowds;
    private int iterations;
    private Population population;
    private Crowd crowd;
    private Engine.Work work;

    private record Place(Contestant contestant, Scenario.Field field) {
        Population populate() {
            return field.populate(contestant.engine(field.rules()), contestant.keepsSends());
        }
    }

    @Setup(Level.Trial)
    public void fill() {
        cells = Scenario.cells(Scenario.all(many));
        crowds = cells.stream().map(Scenario.Cell::crowd).collect(ImmutableList.toImmutableList());
        cells.forEach(cell -> populations.computeIfAbsent(placeOf(cell), Place::populate));
        System.gc();
    }

    @Setup(Level.Iteration)
    public void takeTurns() {
        int turn = iterations++ % cells.size();
        population = populations.get(placeOf(cells.get(turn)));
        crowd = crowds.get(turn);
    }

    @Setup(Level.Invocation)
    public void ready() {
        work = population.ready(CHARGES, crowd);
    }

    /** Makes the charges that are ready. */
    @Benchmark
    @OperationsPerInvocation(CHARGES)
    public int charge() {
        return work.run();
    }

    private static Place placeOf(Scenario.Cell cell) {
        return new Place(cell.contestant(), cell.scenario().field());
    }
}
