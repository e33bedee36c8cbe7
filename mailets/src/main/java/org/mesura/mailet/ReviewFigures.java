/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.InstantSource;

import javax.inject.Inject;
import javax.inject.Singleton;

import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.mesura.review.Decision;
import org.mesura.review.Reason;

import com.google.common.collect.ImmutableSet;

/** The figures of reviews for James's metrics: how they end, why, how long they take, and how many accounts sent. */
@Singleton
final class ReviewFigures {
    static final ImmutableSet<String> VERDICTS = VerdictsLately.VERDICTS;
    static final ImmutableSet<String> REASONS = ImmutableSet.of(
            "over-limit", "over-cap", "suspended", "never-fits", "too-many-recipients", "bulk", "visible-recipients");

    private final MetricFactory metrics;
    private final Counters verdicts;
    private final Counters reasons;
    private final VerdictsLately lately;
    private final ActiveAccounts active = new ActiveAccounts();

    @Inject
    ReviewFigures(MetricFactory metrics, GaugeRegistry gauges, VerdictsLately lately, InstantSource clock) {
        this.lately = lately;
        this.metrics = metrics;
        this.verdicts = Counters.of(metrics, "mesura.reviews", VERDICTS);
        this.reasons = Counters.of(metrics, "mesura.reasons", REASONS);
        gauges.register("mesura.accounts.active", () -> active.count(clock.instant()));
        // a timer exists from its first use on
        review();
        fingerprint();
    }

    /** Begins to time a whole review, from the account to the attributes. */
    TimeMetric review() {
        return metrics.timer("mesura.review.time");
    }

    /** Begins to time the reading of a message for the bulk rule. */
    TimeMetric fingerprint() {
        return metrics.timer("mesura.fingerprint.time");
    }

    /** Counts what came of a review. */
    void count(Verdict verdict) {
        Decision decision = verdict.decision();
        verdicts.count(decision.verdict());
        lately.note(decision.verdict(), verdict.at());
        decision.why().map(Reason::id).ifPresent(reasons::count);
        active.note(verdict.sender(), verdict.at());
    }
}
