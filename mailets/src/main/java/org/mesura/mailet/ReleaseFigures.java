/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

import javax.inject.Inject;
import javax.inject.Singleton;

import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.mesura.hold.HoldingArea;

/** The figures of held mail for James's metrics: how much there is, and how it comes to its end. */
@Singleton
final class ReleaseFigures {
    private static final int LATEST = 1_000;

    private final Metric left;
    private final Metric returned;
    private final Metric broken;
    /** How late the latest left, in milliseconds, in a ring; guarded by this. */
    private final long[] lateness = new long[LATEST];
    // guarded by this
    private long counted;

    @Inject
    ReleaseFigures(HoldingArea area, MetricFactory metrics, GaugeRegistry gauges, InstantSource clock) {
        left = metrics.generate("mesura.releases.left");
        returned = metrics.generate("mesura.releases.returned");
        broken = metrics.generate("mesura.releases.broken");
        gauges.register("mesura.held.messages", () -> area.total().messages())
                .register("mesura.held.bytes", () -> area.total().bytes())
                .register("mesura.held.oldestSeconds", () -> area.oldest()
                        .map(since -> secondsBetween(since, clock.instant()))
                        .orElse(0L))
                .register("mesura.held.nextSeconds", () -> area.next()
                        .map(at -> secondsBetween(clock.instant(), at))
                        .orElse(0L))
                .register("mesura.releases.latenessMillis", this::latenessMillis);
    }

    void left() {
        left.increment();
    }

    void returned() {
        returned.increment();
    }

    void broken() {
        broken.increment();
    }

    /** Notes how much later than at its turn a mail left. */
    synchronized void late(Duration late) {
        lateness[(int) (counted++ % LATEST)] = Math.max(0, late.toMillis());
    }

    /** Of the latest thousand that left at their turn, how late all but the latest hundredth were. */
    synchronized long latenessMillis() {
        int known = (int) Math.min(counted, LATEST);
        if (known == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(lateness, known);
        Arrays.sort(sorted);
        return sorted[known - 1 - known / 100];
    }

    private static long secondsBetween(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds());
    }
}
