/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;

import org.mesura.policy.Cap;
import org.mesura.usage.CapRecord;

/**
 * What an account's change does to a cap, in the same atomic step.
 *
 * @param cap the cap
 * @param at the instant at which it counts: now, or that of a reservation
 * @param externalRecipients how many; negative for what is given back
 */
public record CapCharge(Cap cap, Instant at, long externalRecipients) {
    /**
     * How much of the cap may be used at {@link #at} without this charge, for what was decided by {@code seen} to be decided
     * still: for a store in which others charge it meanwhile. With a cap of 1,000, of which 300 are used, a charge of 10
     * holds while no more than 789 are, for at 800 the administrator is told; from 800 on it holds to 990.
     */
    public long holdsUpTo(CapRecord seen) {
        long quantity = cap.limit().quantity();
        long used = seen.used(cap.limit().window(), at);
        if (used + externalRecipients > quantity) {
            // nothing held it back: an exempt account's
            return Long.MAX_VALUE;
        }
        long nearly = (quantity * Cap.ALARM_PERCENT + 99) / 100;
        if (used >= nearly) {
            return quantity - externalRecipients;
        }
        return used + externalRecipients >= nearly ? used : nearly - 1 - externalRecipients;
    }
}
