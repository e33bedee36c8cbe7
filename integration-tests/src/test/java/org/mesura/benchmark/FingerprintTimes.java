/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.results.RunResult;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;

/** The times of {@link FingerprintBenchmark}, sorted by turn; ratios are of turns that lie side by side. */
final class FingerprintTimes {
    private static final double PERCENT = 100;
    private static final long TEXT_MICROSECONDS = 50;
    private static final long HTML_MICROSECONDS = 300;
    private static final long PERCENT_OF_DECODING = 150;
    private static final double MICROSECOND = TimeUnit.MICROSECONDS.toNanos(1);

    private final ImmutableListMultimap<FingerprintBenchmark.Turn, Double> nanos;

    private FingerprintTimes(ImmutableListMultimap<FingerprintBenchmark.Turn, Double> nanos) {
        this.nanos = nanos;
    }

    static FingerprintTimes of(RunResult result) {
        ImmutableListMultimap.Builder<FingerprintBenchmark.Turn, Double> nanos = ImmutableListMultimap.builder();
        result.getBenchmarkResults().forEach(fork -> {
            List<Double> turns = fork.getIterationResults().stream()
                    .map(turn -> turn.getPrimaryResult().getScore())
                    .toList();
            for (int turn = 0; turn < turns.size(); turn++) {
                nanos.put(FingerprintBenchmark.TURNS.get(turn % FingerprintBenchmark.TURNS.size()), turns.get(turn));
            }
        });
        return new FingerprintTimes(nanos.build());
    }

    /** Notes the time of each message's fingerprint, held against its bar. */
    void noteIn(Measures measures) {
        for (Specimen specimen : Specimen.values()) {
            String micros = "fingerprint-" + specimen.id();
            switch (specimen) {
                case TEXT_8BIT, TEXT_BASE64, TEXT_QUOTED_PRINTABLE ->
                    measures.atMost(micros, micros(specimen), "us", TEXT_MICROSECONDS);
                case HTML_OFFICE, HTML_NEWSLETTER -> measures.atMost(micros, micros(specimen), "us", HTML_MICROSECONDS);
                case ATTACHMENT ->
                    measures.atMost(micros + "-of-decoding", ofDecoding(specimen), "%", PERCENT_OF_DECODING);
                case ATTACHMENT_8BIT -> measures.note(micros + "-of-decoding", ofDecoding(specimen), "%");
            }
        }
    }

    /** The median time in microseconds. */
    private double micros(Specimen specimen) {
        return ChargeTimes.median(turns(specimen, false)) / MICROSECOND;
    }

    /** How long it takes in percent of the time in which mime4j only decodes the message. */
    private double ofDecoding(Specimen specimen) {
        ImmutableList<Double> fingerprints = turns(specimen, false);
        ImmutableList<Double> decodings = turns(specimen, true);
        return ChargeTimes.median(IntStream.range(0, fingerprints.size())
                .mapToObj(turn -> PERCENT * fingerprints.get(turn) / decodings.get(turn))
                .toList());
    }

    private ImmutableList<Double> turns(Specimen specimen, boolean decodingOnly) {
        return nanos.get(new FingerprintBenchmark.Turn(specimen, decodingOnly));
    }
}
