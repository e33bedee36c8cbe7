/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Optional;

import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;

/**
 * A mail that waits for its turn, or shall get one.
 *
 * @param id its submission
 * @param charge what it takes from the limits when it leaves; all of it, also where it goes on a permit
 * @param permit the permit that it goes on, if it goes on one
 * @param turn the turn that it was told; for a mail that a person lets go, now
 */
public record Waiting(SubmissionId id, Charge charge, Optional<PermitUse> permit, Instant turn) {
    /** The fingerprint of the submission's id, by which the account's state knows it. */
    long fingerprint() {
        return id.fingerprint();
    }
}
