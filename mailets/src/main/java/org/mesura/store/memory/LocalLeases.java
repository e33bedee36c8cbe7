/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.mesura.hold.Leases;
import org.mesura.submission.SubmissionId;

/** The leases of a server that is alone. */
public final class LocalLeases implements Leases {
    /** When each ends; guarded by this. Few at any time: each thread has one. */
    private final Map<SubmissionId, Instant> ends = new HashMap<>();

    @Override
    public synchronized boolean take(SubmissionId id, Instant now, Instant until) {
        ends.values().removeIf(end -> !end.isAfter(now));
        return ends.putIfAbsent(id, until) == null;
    }

    @Override
    public synchronized void giveBack(SubmissionId id) {
        ends.remove(id);
    }
}
