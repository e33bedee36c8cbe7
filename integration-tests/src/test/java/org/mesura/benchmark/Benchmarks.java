/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.mesura.measure.Measures;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * Runs all benchmarks, prints the table and writes it to the file given as the only argument. Its last line is
 * {@code benchmark: ok}, or {@code benchmark: FAILED} and the measures that missed their bar, with exit code 1.
 */
public final class Benchmarks {
    private static final long MEBIBYTE = 1 << 20;
    private static final long ACCOUNT_BYTES = 600;
    private static final long TEXT_MICROSECONDS = 50;
    private static final long HTML_MICROSECONDS = 300;
    private static final long PERCENT_OF_DECODING = 150;

    private final PrintStream out;
    private final Extent extent;
    private final ImmutableSet<Section> sections;
    private final Measures measures = new Measures();

    private Benchmarks(PrintStream out, Extent extent, ImmutableSet<Section> sections) {
        this.out = out;
        this.extent = extent;
        this.sections = sections;
    }

    /** Runs them all or the sections asked for, briefly with {@code -Dbench.quick=true}. */
    public static void main(String[] args) throws IOException, RunnerException {
        System.exit(new Benchmarks(System.out, Extent.asked(), Section.asked()).run(Path.of(args[0])) ? 0 : 1);
    }

    private boolean run(Path file) throws IOException, RunnerException {
        if (sections.contains(Section.CHARGES)) {
            tell("the time of a charge, %s times some minutes".formatted(extent.forks()));
            charges();
        }
        if (sections.contains(Section.EMBEDDED)) {
            embedded();
        }
        if (sections.contains(Section.FINGERPRINTS)) {
            tell("the time of a fingerprint");
            fingerprints();
        }
        if (sections.contains(Section.DEFERRAL)) {
            tell("the cost of keeping mail back");
            new DeferralContest(extent.deferred(), measures).run();
        }
        if (sections.contains(Section.HELD)) {
            tell("the punctuality of a server that holds much");
            new DeferralLoad(DeferralLoad.PUNCTUAL, measures).lateness();
            new DeferralLoad(extent.held(), measures).restart();
        }
        if (sections.contains(Section.REDIS)) {
            tell("the cost of a review in Redis");
            new RedisContest(extent.rounds(), extent.steady(), measures).run();
        }
        if (sections.contains(Section.DESK)) {
            tell("the cost of a desk that looks at all accounts");
            new DeskLoad(extent.rounds(), measures).run();
        }
        if (sections.contains(Section.MOVING)) {
            tell("the time to move all accounts to another store");
            new Moving(measures).run();
        }
        if (sections.contains(Section.WHATIF)) {
            tell("the time to judge a journal once more");
            new WhatIfLoad(extent.reviewed(), measures).run();
        }
        if (sections.contains(Section.SERVER)) {
            tell("what Mesura costs a server");
            new ServerCost(extent, measures).run();
        }
        if (sections.contains(Section.PROFILE)) {
            tell("where in a server Mesura's time goes");
            new ServerCost(extent, measures).profile();
        }
        if (sections.contains(Section.RIVALS)) {
            tell("the same beside a limiter and a queue that James has");
            new Rivals(extent, measures).run();
        }
        // last: what memory this JVM takes, the others would not have
        if (sections.contains(Section.OVERGRANT)) {
            tell("how far each engine lets a sender go");
            overGrant();
        }
        if (sections.contains(Section.FOOTPRINT)) {
            tell("the memory of an account");
            footprint();
        }
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

    private void tell(String step) {
        out.println("benchmark: " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + step);
    }

    private void overGrant() {
        measures.atMost("over-grant-mesura", OverGrant.of(Contestant.MESURA), "times", 1);
        for (Contestant other : List.of(Contestant.RATELIMITJ, Contestant.RATELIMITJ_SLIDING, Contestant.BUCKET4J)) {
            measures.note("over-grant-" + other.id(), OverGrant.of(other), "times");
        }
    }

    private void footprint() {
        double layout = Footprint.layout();
        measures.atMost("bytes-per-account-mesura-by-layout", layout, "B", ACCOUNT_BYTES);
        for (Contestant contestant : Contestant.LIMITERS) {
            double bytes = Footprint.heap(contestant, extent.accounts());
            String heap = "heap-%s-%s".formatted(contestant.id(), extent.accounts());
            String account = "bytes-per-account-" + contestant.id();
            if (contestant == Contestant.MESURA) {
                measures.atMost(account, bytes / extent.accounts(), "B", ACCOUNT_BYTES);
                measures.atMost(heap, bytes / MEBIBYTE, "MiB", 1_024);
            } else {
                measures.note(account, bytes / extent.accounts(), "B");
                measures.note(heap, bytes / MEBIBYTE, "MiB");
            }
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
        new Comparison(ChargeTimes.of(cells, run(options)), measures).of(scenarios, extent.accounts());
    }

    private void embedded() throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(EmbeddedBenchmark.class.getName())
                .forks(extent.forks())
                .warmupIterations(10)
                .measurementIterations(40);
        measures.atLeast("embedded-charges-on-one-core", EmbeddedBenchmark.perSecond(run(options)), "1/s", 100_000);
    }

    private void fingerprints() throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(FingerprintBenchmark.class.getName())
                .forks(extent.forks())
                .warmupIterations(10 * FingerprintBenchmark.TURNS.size())
                .measurementIterations(extent.rounds() * FingerprintBenchmark.TURNS.size());
        FingerprintTimes times = FingerprintTimes.of(run(options));
        for (Specimen specimen : Specimen.values()) {
            String measure = "fingerprint-" + specimen.id();
            String share = measure + "-of-decoding";
            switch (specimen) {
                case TEXT_8BIT, TEXT_BASE64, TEXT_QUOTED_PRINTABLE ->
                    measures.atMost(measure, times.micros(specimen), "us", TEXT_MICROSECONDS);
                case HTML_OFFICE, HTML_NEWSLETTER ->
                    measures.atMost(measure, times.micros(specimen), "us", HTML_MICROSECONDS);
                case ATTACHMENT -> measures.atMost(share, times.ofDecoding(specimen), "%", PERCENT_OF_DECODING);
                case ATTACHMENT_8BIT -> measures.note(share, times.ofDecoding(specimen), "%");
            }
        }
    }

    private RunResult run(OptionsBuilder options) throws RunnerException {
        options.verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .warmupTime(TimeValue.milliseconds(extent.turnMillis()))
                .measurementTime(TimeValue.milliseconds(extent.turnMillis()))
                .jvmArgs(extent.timing().toArray(String[]::new));
        return new Runner(options.build()).runSingle();
    }
}
