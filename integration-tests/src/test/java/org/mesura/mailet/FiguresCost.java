/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.apache.james.metrics.api.TimeMetric;
import org.apache.james.metrics.dropwizard.DropWizardGaugeRegistry;
import org.apache.james.metrics.dropwizard.DropWizardMetricFactory;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Usage;

import com.codahale.metrics.MetricRegistry;

/**
 * What the figures of a review cost with James's own metrics: its two timers, its counters, the accounts that are active and
 * the verdicts of the last hour. In this room because nobody else makes them.
 */
public final class FiguresCost {
    private static final int REVIEWS = 200_000;
    private static final int WARM_UPS = 5;
    private static final int TURNS = 15;
    private static final int ACCOUNTS = 10_000;

    private final Verdict[] verdicts =
            IntStream.range(0, ACCOUNTS).mapToObj(FiguresCost::accepted).toArray(Verdict[]::new);
    private final ReviewFigures figures;

    private FiguresCost() {
        MetricRegistry registry = new MetricRegistry();
        figures = new ReviewFigures(
                new DropWizardMetricFactory(registry),
                new DropWizardGaugeRegistry(registry),
                new VerdictsLately(),
                InstantSource.system());
    }

    /** Microseconds of processor time for a review, the median of several turns. */
    public static double microsPerReview() {
        FiguresCost cost = new FiguresCost();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] micros = DoubleStream.generate(() -> {
                    long before = threads.getCurrentThreadCpuTime();
                    cost.turn();
                    return (double) (threads.getCurrentThreadCpuTime() - before)
                            / REVIEWS
                            / TimeUnit.MICROSECONDS.toNanos(1);
                })
                .limit(WARM_UPS + TURNS)
                .skip(WARM_UPS)
                .sorted()
                .toArray();
        return micros[TURNS / 2];
    }

    private void turn() {
        for (int review = 0; review < REVIEWS; review++) {
            TimeMetric whole = figures.review();
            figures.fingerprint().stopAndPublish();
            figures.count(verdicts[review % ACCOUNTS]);
            whole.stopAndPublish();
        }
    }

    private static Verdict accepted(int account) {
        return new Verdict(
                new SubmissionId("Mail-" + account),
                new Sender("account" + account + "@alcaldia.example"),
                "staff",
                Instant.now(),
                new Decision.Accept(Usage.NONE, Optional.empty()),
                1,
                1,
                0,
                false);
    }
}
