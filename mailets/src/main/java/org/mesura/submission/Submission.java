/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.submission;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * One message that an account asks the server to send, reduced to what a decision needs.
 *
 * @param id the submission's name
 * @param sender the account that sends
 * @param recipients the distinct envelope recipients
 * @param bytes the size of the message in octets, as James reports it
 * @param visibleExternal how many distinct external addresses everybody can read in To and Cc
 * @param alwaysOpen whether every recipient is one that must always be reachable: help desk, security
 * @param attempt a keyed hash of Message-ID, size and recipients: what a message that is sent once more has alike
 */
public record Submission(
        SubmissionId id,
        Sender sender,
        Recipients recipients,
        long bytes,
        int visibleExternal,
        boolean alwaysOpen,
        long attempt) {
    public Submission {
        checkArgument(bytes >= 0, "a message's size must not be negative, got %s", bytes);
        checkArgument(visibleExternal >= 0, "visible addresses must not be negative, got %s", visibleExternal);
    }
}
