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

    /** The median time of a fingerprint in microseconds. */
    double micros(Specimen specimen) {
        return ChargeTimes.median(turns(specimen, false)) / MICROSECOND;
    }

    /** How long it takes in percent of the time in which mime4j only decodes the message. */
    double ofDecoding(Specimen specimen) {
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
