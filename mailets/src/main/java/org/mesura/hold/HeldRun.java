/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import java.time.Instant;
import java.util.Optional;

import org.mesura.submission.Sender;

/**
 * A run of deferrals: it begins when mail of an account waits for its turn and none did, and is over when none does any
 * more, nor for the end of a suspension in which its turn came. Its sender is told of a run once, and once more when it is
 * over.
 *
 * @param sender the account
 * @param begun when the first mail of the run was taken in
 * @param waiting how many wait for their turn now, or for the end of a suspension
 * @param left how many left
 * @param returned how many went back to the sender, or were found gone or broken
 * @param lastLeft when the latest left
 * @param told whether the sender was told of it
 */
public record HeldRun(
        Sender sender,
        Instant begun,
        long waiting,
        long left,
        long returned,
        Optional<Instant> lastLeft,
        boolean told) {
    /** Whether nothing of it waits any more. */
    public boolean isOver() {
        return waiting == 0;
    }
}
