/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.mesura.store.embedded.EmbeddedStore;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

import com.google.common.io.MoreFiles;
import com.sun.management.OperatingSystemMXBean;

/**
 * The time of a charge in the embedded store, 10,000 cold accounts with 10 sends each. What the store writes in threads
 * of its own is counted too: see {@link Processor}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EmbeddedBenchmark {
    private static final int CHARGES = 10_000;

    private final Crowd crowd = Crowd.cold(Scenario.FEW);
    private Path folder;
    private EmbeddedStore store;
    private Population population;
    private Engine.Work work;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        folder = Files.createTempDirectory("mesura-benchmark");
        store = MesuraLedger.store(folder);
        Scenario.Field field = new Scenario.Field(Scenario.FEW, Scenario.SENDS, true);
        population = field.populate(MesuraLedger.embedded(store, field.rules()), true);
    }

    @Setup(Level.Invocation)
    public void ready() {
        work = population.ready(CHARGES, crowd);
    }

    /** Makes the charges that are ready. */
    @Benchmark
    @OperationsPerInvocation(CHARGES)
    public int charge(Processor processor) {
        int granted = work.run();
        processor.countedUpTo(granted);
        return granted;
    }

    /** The charges that one core makes in a second: by the clock or by processor time, whichever is less. */
    static double perSecond(RunResult result) {
        double wall = ChargeTimes.median(scores(result, IterationResult::getPrimaryResult));
        List<Double> nanos = scores(result, turn -> turn.getSecondaryResults().get("processorNanos"));
        List<Double> charges = scores(result, turn -> turn.getSecondaryResults().get("charges"));
        double processor = sum(nanos) / sum(charges);
        return TimeUnit.SECONDS.toNanos(1) / Math.max(wall, processor);
    }

    private static List<Double> scores(RunResult result, Function<IterationResult, Result<?>> which) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(turn -> which.apply(turn).getScore())
                .toList();
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        store.close();
        MoreFiles.deleteRecursively(folder);
    }

    /** The processor time of the whole process, all its threads and the making of requests included. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Processor {
        /** Processor time in nanoseconds. */
        public long processorNanos;
        /** Charges made in that time. */
        public long charges;

        private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        private long last;

        @Setup(Level.Iteration)
        public void begin() {
            last = system.getProcessCpuTime();
        }

        void countedUpTo(int made) {
            long now = system.getProcessCpuTime();
            processorNanos += now - last;
            charges += made;
            last = now;
        }
    }
}
