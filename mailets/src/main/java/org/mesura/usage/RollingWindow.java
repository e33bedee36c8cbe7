/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.time.Duration;
import java.time.Instant;

/**
 * A rolling window, half-open: at {@code now} it holds what was sent in {@code (now - length, now]}. A send at 10:00:00
 * is in a window of a minute until just before 10:01:00 and outside from 10:01:00 on. The one place that says so.
 *
 * <p>Records count in milliseconds. A send counts at the millisecond that ends its own, a question is asked at the one
 * that began before it: so nothing leaves a window early, and late by less than two milliseconds.
 *
 * @param length its length in milliseconds
 */
record RollingWindow(long length) {
    static RollingWindow of(Duration length) {
        return new RollingWindow(length.toMillis());
    }

    /** The millisecond at which a send at {@code instant} counts. */
    static long sentAt(Instant instant) {
        long millis = instant.toEpochMilli();
        return instant.getNano() % 1_000_000 == 0 ? millis : millis + 1;
    }

    /** The millisecond at which a question at {@code instant} is asked. */
    static long askedAt(Instant instant) {
        return instant.toEpochMilli();
    }

    /** The latest instant that the window at {@code now} no longer holds. */
    long closedBy(long now) {
        return now - length;
    }

    /** The first instant at which the window no longer holds a send at {@code sentAt}. */
    long freeOf(long sentAt) {
        return Math.addExact(sentAt, length);
    }
}
