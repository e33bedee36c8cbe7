/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import java.time.Instant;

import org.mesura.submission.SubmissionId;

/**
 * Sees to it that one alone looks after a held mail, of several servers as of several threads of one. Who has the lease of
 * a mail may let it leave or send it back; who has not leaves it alone, for somebody else is at it. A lease that is not
 * given back ends by itself, for its server may have died: take it for far longer than the work lasts, since who is late
 * has it no more, and may find that another did the same work.
 */
public interface Leases {
    /**
     * Takes the lease of the mail of {@code id} from {@code now} until just before {@code until}. Answers whether it was
     * to be had: not if anybody has it, the caller included.
     */
    boolean take(SubmissionId id, Instant now, Instant until);

    /** Gives the lease back; to be called by the one who has it. */
    void giveBack(SubmissionId id);
}
