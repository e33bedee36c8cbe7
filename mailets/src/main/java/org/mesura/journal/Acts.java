/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

/** The latest acts of administrators: at most 1,000, of the last 31 days, since the server started. */
public final class Acts {
    private static final int MOST = 1_000;
    private static final Duration KEPT = Duration.ofDays(31);

    // guarded by this; newest first
    private final Deque<Act> acts = new ArrayDeque<>();

    /** Remembers {@code act}, at the cost of the oldest if there are too many. */
    public synchronized void add(Act act) {
        acts.addFirst(act);
        if (acts.size() > MOST) {
            acts.removeLast();
        }
    }

    /** The acts after {@code since}, newest first: at most {@code most}, of {@code account} if it is said. */
    public synchronized ImmutableList<Act> latest(Optional<Sender> account, Instant since, int most, Instant now) {
        Instant kept = now.minus(KEPT);
        return acts.stream()
                .filter(act -> act.at().isAfter(since) && act.at().isAfter(kept))
                .filter(act -> account.isEmpty() || act.account().equals(account))
                .limit(most)
                .collect(ImmutableList.toImmutableList());
    }
}
