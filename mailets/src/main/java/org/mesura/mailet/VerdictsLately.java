/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.time.Instant;

import javax.inject.Singleton;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/**
 * How many reviews of this server ended how in the last hour: counted in slices of ten seconds, so a review counts up to ten
 * seconds too long. A restart begins anew.
 */
@Singleton
public final class VerdictsLately {
    static final ImmutableSet<String> VERDICTS = ImmutableSet.of("accept", "advise", "defer", "hold", "refuse");

    private static final Duration HOUR = Duration.ofHours(1);
    private static final long SLICE = Duration.ofSeconds(10).toMillis();
    private static final int SLICES = (int) (HOUR.toMillis() / SLICE) + 1;

    // guarded by this; by place, which the slice's number gives
    private final long[] numbers = new long[SLICES];
    private final int[][] counts = new int[SLICES][VERDICTS.size()];

    /** A review at {@code now} ended with {@code verdict}. */
    synchronized void note(String verdict, Instant now) {
        long number = now.toEpochMilli() / SLICE;
        int place = (int) (number % SLICES);
        if (numbers[place] != number) {
            numbers[place] = number;
            counts[place] = new int[VERDICTS.size()];
        }
        counts[place][VERDICTS.asList().indexOf(verdict)]++;
    }

    /** How many there were of each verdict in the hour before {@code now}. */
    public synchronized ImmutableMap<String, Long> count(Instant now) {
        long latest = now.toEpochMilli() / SLICE;
        long[] sums = new long[VERDICTS.size()];
        for (int place = 0; place < SLICES; place++) {
            if (numbers[place] > latest - SLICES && numbers[place] <= latest) {
                for (int verdict = 0; verdict < sums.length; verdict++) {
                    sums[verdict] += counts[place][verdict];
                }
            }
        }
        ImmutableMap.Builder<String, Long> byVerdict = ImmutableMap.builder();
        VERDICTS.forEach(
                verdict -> byVerdict.put(verdict, sums[VERDICTS.asList().indexOf(verdict)]));
        return byVerdict.build();
    }
}
