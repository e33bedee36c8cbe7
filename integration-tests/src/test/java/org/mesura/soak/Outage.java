/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.time.Duration;
import java.time.Instant;

/** A time in which the ledger failed. */
record Outage(Instant begin, Instant end) {
    /** So long the server may take to hear that it is over, and a mail that met it to go on. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    /** Whether a mail may have met it that was sent at {@code sent} and came at {@code came}. */
    boolean isBetween(Instant sent, Instant came) {
        return !begin.isAfter(came) && !end.plus(SLACK).isBefore(sent);
    }
}
