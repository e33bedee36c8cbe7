/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;

import org.mesura.remote.RemoteRefusal;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import com.google.inject.ImplementedBy;

/** Where {@link CountRemoteRefusals} reports what other servers refused; what follows from it is decided there. */
@ImplementedBy(RefusalConsequences.class)
interface RefusalBook {
    /** Counts recipients of {@code sender}'s, by their keyed hashes, whom their servers do not know. */
    void countUnknown(Sender sender, ImmutableLongArray recipients, Instant now);

    /** Keeps refusals that speak of policy, spam or block lists, for the institution as a whole. */
    void policyRefusals(ImmutableList<RemoteRefusal> refusals, Instant now);
}
