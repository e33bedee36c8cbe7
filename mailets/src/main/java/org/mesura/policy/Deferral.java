/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How submissions over a limit are deferred.
 *
 * @param maxDelay the longest wait, from 1 second to 31 days; what would wait longer is refused at once
 * @param reserveForOrdinary how much of each limit reservations leave to ordinary mail, in percent, from 0 to 90
 * @param ordinaryRecipients up to how many recipients a submission is ordinary: it goes now if it fits now, however many
 *     wait; at least 1
 */
public record Deferral(Duration maxDelay, int reserveForOrdinary, int ordinaryRecipients) {
    /** The most of a limit that can be kept for ordinary mail, in percent. */
    public static final int MOST_FOR_ORDINARY = 90;

    public Deferral {
        checkArgument(
                maxDelay.compareTo(Duration.ofSeconds(1)) >= 0 && maxDelay.compareTo(Limit.LONGEST) <= 0,
                "'maxDelay' must be from 1s to 31d, got '%s'",
                maxDelay);
        checkArgument(
                reserveForOrdinary >= 0 && reserveForOrdinary <= MOST_FOR_ORDINARY,
                "'reserveForOrdinary' must be from 0 to %s percent, got '%s'",
                MOST_FOR_ORDINARY,
                reserveForOrdinary);
        checkArgument(ordinaryRecipients >= 1, "'ordinaryRecipients' must be at least 1, got '%s'", ordinaryRecipients);
    }

    /** How much of {@code limit} reservations may take: at 10 % kept, 54 of 60, 9 of 10, and 5 of 5. */
    public long reservable(Limit limit) {
        return limit.quantity() - Math.multiplyExact(limit.quantity(), reserveForOrdinary) / 100;
    }
}
