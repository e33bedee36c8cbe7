/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Duration;
import java.util.Comparator;

import org.mesura.policy.OverLimit;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;

/**
 * The limits that an account may be warned of: the fullest, and every other that is close. Where the policy defers, none
 * over less than {@link #SHORTEST_WINDOW}: what would exceed it waits for minutes and leaves by itself, which one notice
 * tells, so a warning before that would be a word too many.
 */
public final class NearLimits {
    /** From how many percent on a limit is close. */
    static final long PERCENT = 80;

    static final Duration SHORTEST_WINDOW = Duration.ofHours(1);

    static final Comparator<LimitUsage> FULLEST_FIRST =
            Comparator.comparingLong(LimitUsage::percent).reversed();

    private NearLimits() {}

    /**
     * The limits to warn of, the fullest first. Who asks found the fullest of all worth a word; so it is among them however
     * full it is, unless its window is too short.
     */
    public static ImmutableList<LimitUsage> of(ImmutableList<LimitUsage> usage, OverLimit overLimit) {
        ImmutableList<LimitUsage> ordered = ImmutableList.sortedCopyOf(FULLEST_FIRST, usage);
        return ordered.stream()
                .filter(limit -> limit.percent() >= PERCENT || limit.equals(ordered.get(0)))
                .filter(limit ->
                        overLimit != OverLimit.DEFER || limit.limit().window().compareTo(SHORTEST_WINDOW) >= 0)
                .collect(ImmutableList.toImmutableList());
    }
}
