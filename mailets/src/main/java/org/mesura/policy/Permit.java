/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;

import org.mesura.submission.Sender;

/**
 * Leave for one account to send more for a time: a congress, an election, a circular. While it lasts, what exceeds the
 * account's own limits is charged to the permit and not to the windows, a message may have as many recipients as the
 * permit's tier lets it have, and the bulk rule sleeps. Caps of the institution stay.
 *
 * @param id its name, by which its use is counted: the same id is the same permit
 * @param account who may send more
 * @param from the first instant at which it holds
 * @param until the first instant at which it no longer holds
 * @param externalRecipients how many external recipients it gives in all, at least 1
 * @param recipientsPerMessage the most recipients of one message while it lasts
 * @param reason what for, as the administrator said
 * @param grantor who granted it
 */
public record Permit(
        String id,
        Sender account,
        Instant from,
        Instant until,
        long externalRecipients,
        int recipientsPerMessage,
        String reason,
        String grantor) {
    public Permit {
        checkArgument(!id.isBlank(), "a permit's id must not be blank");
        checkArgument(
                from.isBefore(until), "permit '%s': 'until' must be after 'from' (%s), got '%s'", id, from, until);
        checkArgument(
                externalRecipients >= 1 && externalRecipients <= Limit.MOST,
                "permit '%s': 'externalRecipients' must be from 1 to %s, got '%s'",
                id,
                Limit.MOST,
                externalRecipients);
        checkArgument(
                recipientsPerMessage >= 1,
                "permit '%s': 'recipientsPerMessage' must be at least 1, got '%s'",
                id,
                recipientsPerMessage);
    }

    /** Whether it holds at {@code now}: from {@code from} until just before {@code until}. */
    public boolean holdsAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
