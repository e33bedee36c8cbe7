/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import java.time.Instant;

import org.mesura.submission.SubmissionId;

/**
 * Sees to it that of several servers one looks after a held mail. Who has the lease of a mail may let it leave or send it
 * back; a lease that is not given back ends by itself, for its server may have died.
 */
public interface Leases {
    /**
     * Takes the lease of the mail of {@code id} from {@code now} to {@code until}. Answers whether nobody else has it.
     */
    boolean take(SubmissionId id, Instant now, Instant until);

    /** Gives the lease back. */
    void giveBack(SubmissionId id);
}
