/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Optional;

import org.mesura.submission.Sender;

/**
 * Keeps what is known of each account and runs {@link Review#decide} on it, one atomic step per account whatever the
 * number of threads. Submissions of different accounts wait for each other at most as long as a decision takes.
 */
public interface AccountBook {
    /**
     * Reviews {@code request} in the name of its sender: decides, charges and records, or none of it.
     *
     * @param now the instant of the review
     */
    Decision decide(Request request, Instant now);

    /** What is known of {@code sender} now; empty if nothing is. */
    Optional<AccountState> find(Sender sender);
}
