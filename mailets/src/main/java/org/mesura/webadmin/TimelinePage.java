/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import org.mesura.policy.Measure;
import org.mesura.review.AccountState;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableList;

/**
 * What an account sent in the last day, slice by slice, the oldest first: a slice is {@code (from, from + sliceSeconds]}, so
 * that all together are the day that the account's page shows. As exact as its record: of one that sends without end a
 * send may count up to 1/100 of its age later.
 */
record TimelinePage(long sliceSeconds, ImmutableList<Slice> slices) {
    private static final Duration SLICE = Duration.ofMinutes(15);
    private static final int SLICES = 96;

    static TimelinePage of(AccountState state, Instant now) {
        return new TimelinePage(
                SLICE.toSeconds(),
                IntStream.range(0, SLICES)
                        .mapToObj(index -> Slice.of(state, SLICES - index, now))
                        .collect(ImmutableList.toImmutableList()));
    }

    /**
     * One of them.
     *
     * @param messages charged, as {@code externalRecipients} are
     * @param refused messages
     */
    record Slice(Instant from, long messages, long externalRecipients, long refused) {
        private static Slice of(AccountState state, int slicesBack, Instant now) {
            return new Slice(
                    now.minus(SLICE.multipliedBy(slicesBack)),
                    sent(state.charged(), Measure.MESSAGES, slicesBack, now),
                    sent(state.charged(), Measure.EXTERNAL_RECIPIENTS, slicesBack, now),
                    sent(state.refused(), Measure.MESSAGES, slicesBack, now));
        }

        private static long sent(SendRecord record, Measure measure, int slicesBack, Instant now) {
            long later = slicesBack == 1 ? 0 : record.used(measure, SLICE.multipliedBy(slicesBack - 1), now);
            return record.used(measure, SLICE.multipliedBy(slicesBack), now) - later;
        }
    }
}
