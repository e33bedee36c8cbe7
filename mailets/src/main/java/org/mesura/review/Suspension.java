/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * That an account may not send to outsiders. Messages to insiders only go on.
 *
 * @param since when it began
 * @param until the first instant at which it is over; empty if it lasts until an administrator lifts it
 * @param cause why
 */
public record Suspension(Instant since, Optional<Instant> until, Cause cause) {
    /** Why an account was suspended. */
    public enum Cause {
        /** It went on trying far over its limits. */
        ATTEMPTS,
        /** It wrote to many recipients who do not exist. */
        UNKNOWN_RECIPIENTS,
        /** An administrator said so. */
        ADMINISTRATOR;

        /** The cause as an identifier: {@code unknown-recipients}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether it holds at {@code now}. */
    public boolean holdsAt(Instant now) {
        return until.map(now::isBefore).orElse(true);
    }
}
