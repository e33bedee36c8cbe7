/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;

import org.mesura.policy.Limit;

import com.google.common.collect.Comparators;

/**
 * When a limit will be full if sending goes on as it did lately.
 *
 * <p>The pace is what the last tenth of the window sent, at least the last minute. From then on two things happen: more is
 * sent at that pace, and the window leaves behind what was sent before. Of 500 recipients per hour 412 are used, 60 of
 * them in the last six minutes: 10 a minute, so the 88 that are left are sent in nine minutes if nothing leaves the window
 * by then. Where that does not fill the limit within its window, there is nothing to foretell.
 */
public final class Pace {
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final int TENTH = 10;

    private Pace() {}

    /**
     * The instant after {@code now} at which {@code limit} will be full, to a hundredth of its window; empty if it is full
     * already, if nothing was sent lately, or if it will not be full at this pace.
     */
    public static Optional<Instant> fullAt(SendRecord record, Limit limit, Instant now) {
        Duration window = limit.window();
        Duration lately = Comparators.max(window.dividedBy(TENTH), LEAST);
        long pace = record.used(limit.measure(), Comparators.min(lately, window), now);
        if (pace == 0 || record.used(limit.measure(), window, now) >= limit.quantity()) {
            return Optional.empty();
        }
        Duration step = lately.dividedBy(TENTH);
        return LongStream.rangeClosed(1, window.dividedBy(step))
                .filter(steps -> {
                    long kept = record.used(limit.measure(), window, now.plus(step.multipliedBy(steps)));
                    return Math.addExact(kept, Math.multiplyExact(pace, steps) / TENTH) >= limit.quantity();
                })
                .mapToObj(steps -> now.plus(step.multipliedBy(steps)))
                .findFirst();
    }
}
