/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import org.apache.mailet.ProcessingState;

import com.google.common.collect.ImmutableList;

/**
 * Where a mail that is kept back lies and where it goes, as a mailet's parameters say.
 *
 * @param repository URL of the mail repository
 * @param processor where the mail goes on when it leaves, or at once if it cannot be kept through a fault of ours
 * @param refused where it goes if no more may be kept
 */
record Place(String repository, String processor, String refused) {
    /** The processors that James must have. */
    ImmutableList<ProcessingState> processors() {
        return ImmutableList.of(new ProcessingState(processor), new ProcessingState(refused));
    }
}
