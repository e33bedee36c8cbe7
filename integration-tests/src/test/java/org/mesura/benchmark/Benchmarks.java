/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/**
 * Runs all benchmarks, prints the table and writes it to the file given as the only argument. Its last line is
 * {@code benchmark: ok}, or {@code benchmark: FAILED} and the measures that missed their bar, with exit code 1.
 */
public final class Benchmarks {
    private static final long MEBIBYTE = 1 << 20;

    private final PrintStream out;
    private final Extent extent;
    private final Measures measures = new Measures();

    private Benchmarks(PrintStream out, Extent extent) {
        this.out = out;
        this.extent = extent;
    }

    /** Runs them all, briefly with {@code -Dbench.quick=true}. */
    public static void main(String[] args) throws IOException, RunnerException {
        Extent extent = Boolean.getBoolean("bench.quick") ? Extent.QUICK : Extent.WHOLE;
        System.exit(new Benchmarks(System.out, extent).run(Path.of(args[0])) ? 0 : 1);
    }

    private boolean run(Path file) throws IOException, RunnerException {
        out.println("benchmark: how far each engine lets a sender go");
        overGrant();
        out.println("benchmark: the memory of an account");
        footprint();
        out.println("benchmark: the time of a charge, some minutes");
        charges();
        embedded();
        measures.write(file);
        out.println();
        out.print(measures.table());
        ImmutableList<String> missed = measures.missed();
        out.println(
                missed.isEmpty()
                        ? "benchmark: ok"
                        : "benchmark: FAILED " + Joiner.on(", ").join(missed));
        return missed.isEmpty();
    }

    private void overGrant() {
        measures.atMost("over-grant-mesura", OverGrant.of(Contestant.MESURA), "times", 1);
        for (Contestant other : List.of(Contestant.RATELIMITJ, Contestant.BUCKET4J)) {
            measures.note("over-grant-" + other.id(), OverGrant.of(other), "times");
        }
    }

    private void footprint() {
        int many = extent.accounts();
        double mebibytes = (double) Footprint.heap(Contestant.MESURA, many) / MEBIBYTE;
        measures.atMost("heap-mesura-" + many, mebibytes, "MiB", 1_024);
        measures.atMost("bytes-per-account-mesura", Footprint.perAccount(Contestant.MESURA), "B", 600);
        for (Contestant other : List.of(Contestant.RATELIMITJ, Contestant.BUCKET4J)) {
            measures.note("heap-" + other.id() + "-" + many, (double) Footprint.heap(other, many) / MEBIBYTE, "MiB");
            measures.note("bytes-per-account-" + other.id(), Footprint.perAccount(other), "B");
        }
    }

    private void charges() throws RunnerException {
        List<Scenario> scenarios = Scenario.all(extent.accounts());
        List<Scenario.Cell> cells = Scenario.cells(scenarios);
        OptionsBuilder options = new OptionsBuilder();
        options.include(ChargeBenchmark.class.getName())
                .param("many", Integer.toString(extent.accounts()))
                .forks(extent.forks())
                .warmupIterations(extent.warmups() * cells.size())
                .measurementIterations(extent.rounds() * cells.size());
        ChargeTimes times = ChargeTimes.of(cells, run(options));
        for (Scenario.Cell cell : cells) {
            String measure =
                    "charge-" + cell.contestant().id() + "-" + cell.scenario().name();
            measures.note(
                    measure, times.nanos(cell.contestant(), cell.scenario().name()), "ns");
        }
        scenarios.forEach(scenario -> compare(scenario, times));
        growth(times);
    }

    private void compare(Scenario scenario, ChargeTimes times) {
        String name = scenario.name();
        measures.atLeast(
                "throughput-over-ratelimitj-" + name,
                times.ratio(Contestant.RATELIMITJ, name, Contestant.MESURA, name),
                "times",
                10);
        measures.atLeast(
                "throughput-over-bucket4j-" + name,
                times.ratio(Contestant.BUCKET4J, name, Contestant.MESURA, name),
                "times",
                1);
        if (scenario.field().accounts() >= Scenario.FEW) {
            measures.atMost(
                    "charge-over-map-get-" + name,
                    times.ratio(Contestant.MESURA, name, Contestant.MAP, name),
                    "times",
                    4);
        }
    }

    private void growth(ChargeTimes times) {
        int many = extent.accounts();
        for (Contestant contestant : Contestant.values()) {
            grown(
                    contestant,
                    "cold",
                    times.ratio(contestant, Scenario.cold(many), contestant, Scenario.cold(Scenario.FEW)));
            grown(
                    contestant,
                    "hot",
                    times.ratio(contestant, Scenario.hot(many), contestant, Scenario.hot(Scenario.FEW)));
        }
        measures.atMost(
                "growth-mesura-1-to-500-sends",
                times.ratio(Contestant.MESURA, "sends-500", Contestant.MESURA, "sends-1"),
                "times",
                3);
    }

    private void grown(Contestant contestant, String crowd, double ratio) {
        String measure = "growth-%s-%s-to-%s-%s".formatted(contestant.id(), Scenario.FEW, extent.accounts(), crowd);
        if (contestant == Contestant.MESURA) {
            measures.atMost(measure, ratio, "times", 2);
        } else {
            measures.note(measure, ratio, "times");
        }
    }

    private void embedded() throws RunnerException {
        if (!MesuraLedger.hasEmbedded()) {
            return;
        }
        OptionsBuilder options = new OptionsBuilder();
        options.include(EmbeddedBenchmark.class.getName())
                .forks(extent.forks())
                .warmupIterations(10)
                .measurementIterations(40);
        measures.atLeast("embedded-charges-on-one-core", EmbeddedBenchmark.perSecond(run(options)), "1/s", 100_000);
    }

    private RunResult run(OptionsBuilder options) throws RunnerException {
        options.verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .warmupTime(TimeValue.milliseconds(extent.turnMillis()))
                .measurementTime(TimeValue.milliseconds(extent.turnMillis()))
                .jvmArgs(extent.jvm().toArray(String[]::new));
        return new Runner(options.build()).runSingle();
    }
}
