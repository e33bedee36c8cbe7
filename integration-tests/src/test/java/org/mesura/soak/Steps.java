/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The steps that the server's clock made; an instant that it gave tells the number of the latest in its last digits. */
final class Steps {
    private static final int NUMBERS = 1_000;

    /** By how much the clock was off after each step, the first before any. */
    private final List<Duration> offsets = new CopyOnWriteArrayList<>(List.of(Duration.ZERO));

    /** The clock is stepped by {@code by}. Answers the number of the step. */
    int step(Duration by) {
        offsets.add(offsets.get(offsets.size() - 1).plus(by));
        return offsets.size() - 1;
    }

    /** By how much the clock is off now. */
    Duration offset() {
        return offsets.get(offsets.size() - 1);
    }

    /** When it really was that the server's clock showed {@code shown}. */
    Instant real(Instant shown) {
        return shown.minus(offsets.get(number(shown)));
    }

    /**
     * The milliseconds on a clock that goes with the real time, but for the server's steps ahead. On this one no window is
     * ever over-granted: a step ahead frees what it passes over, one back frees nothing.
     */
    long neverBack(Instant shown) {
        Duration ahead = Duration.ZERO;
        for (int step = 1; step <= number(shown); step++) {
            Duration by = offsets.get(step).minus(offsets.get(step - 1));
            ahead = by.isNegative() ? ahead : ahead.plus(by);
        }
        return real(shown).plus(ahead).toEpochMilli();
    }

    private static int number(Instant shown) {
        return shown.getNano() % NUMBERS;
    }
}
