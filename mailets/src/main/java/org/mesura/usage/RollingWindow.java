/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.time.Duration;

/**
 * A rolling window, half-open: at {@code now} it holds what was sent in {@code (now - length, now]}. A send at 10:00:00
 * is in a window of a minute until just before 10:01:00 and outside from 10:01:00 on. The one place that says so.
 *
 * @param length its length in milliseconds
 */
record RollingWindow(long length) {
    static RollingWindow of(Duration length) {
        return new RollingWindow(length.toMillis());
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
