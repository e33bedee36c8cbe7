/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Arrays;

import javax.inject.Inject;
import javax.inject.Singleton;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.mesura.notice.Kind;
import org.mesura.notice.Turn;
import org.mesura.review.Suspension.Cause;

import com.google.common.collect.ImmutableSet;

/** The figures of what is written for James's metrics: notices by kind, those not written, and what they tell of. */
@Singleton
final class NoticeFigures {
    private final Counters written;
    private final Metric suppressed;
    private final Metric digested;
    private final Metric letters;
    private final Counters suspensions;

    @Inject
    NoticeFigures(MetricFactory metrics) {
        written = Counters.of(metrics, "mesura.notices", kindsOfSenders());
        suppressed = metrics.generate("mesura.notices.suppressed");
        digested = metrics.generate("mesura.notices.digested");
        letters = metrics.generate("mesura.letters");
        suspensions = Counters.of(
                metrics,
                "mesura.suspensions",
                Arrays.stream(Cause.values()).map(Cause::id).collect(ImmutableSet.toImmutableSet()));
    }

    private static ImmutableSet<String> kindsOfSenders() {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.ALERT)
                .map(Kind::id)
                .collect(ImmutableSet.toImmutableSet());
    }

    /** Counts that a sender was written to. */
    void written(Kind kind) {
        written.count(kind.id());
    }

    /** Counts why a sender was not written to. */
    void unwritten(Turn turn) {
        switch (turn) {
            case SAID -> suppressed.increment();
            case HOUR_FULL -> digested.increment();
            case TAKEN -> throw new IllegalArgumentException("a turn that was taken is written");
        }
    }

    /** Counts a letter to the administrator. */
    void letter() {
        letters.increment();
    }

    /** Counts that an account was suspended. */
    void suspended(Cause cause) {
        suspensions.count(cause.id());
    }
}
