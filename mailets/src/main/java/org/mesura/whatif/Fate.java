/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.time.Duration;
import java.time.Instant;

import org.mesura.review.Decision;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import com.google.common.primitives.ImmutableLongArray;

/** What would have become of some messages: how many of each verdict and reason, and how long those that wait do. */
final class Fate {
    /** From how full a limit on its sender is told. */
    static final int WARNED_PERCENT = 80;

    private final Multiset<Outcome> outcomes = HashMultiset.create();
    private final ImmutableLongArray.Builder waits = ImmutableLongArray.builder();
    private long warned;
    private long stopped;

    /**
     * Counts one message.
     *
     * @param near whether it leaves a limit full enough for a warning
     */
    void add(Decision decision, boolean near, Instant at) {
        outcomes.add(Outcome.of(decision));
        if (decision instanceof Decision.Defer turn) {
            waits.add(Math.max(0, Duration.between(at, turn.at()).toMillis()));
        }
        if (isStopped(decision)) {
            stopped++;
        } else if (near) {
            warned++;
        }
    }

    private static boolean isStopped(Decision decision) {
        return !(decision instanceof Decision.Accept || decision instanceof Decision.Advise);
    }

    /** Whether a limit is full enough after {@code decision} for a warning. */
    static boolean isNearALimit(Decision decision) {
        for (LimitUsage usage : decision.usage()) {
            if (usage.percent() >= WARNED_PERCENT) {
                return true;
            }
        }
        return false;
    }

    ImmutableMultiset<Outcome> outcomes() {
        return ImmutableMultiset.copyOf(outcomes);
    }

    /** How many messages go on and leave a limit full enough for a warning. */
    long warned() {
        return warned;
    }

    /** How many messages do not go on at once: those that are deferred, held and refused. */
    long stopped() {
        return stopped;
    }

    long count(String verdict) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getElement().verdict().equals(verdict))
                .mapToLong(Multiset.Entry::getCount)
                .sum();
    }

    /** How long those wait that are deferred, in milliseconds. */
    Percentiles waits() {
        return Percentiles.of(waits.build().toArray());
    }
}
