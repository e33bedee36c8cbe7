/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal;

import java.time.Instant;
import java.util.Optional;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

/** The latest acts of administrators: at most 1,000, of the last 31 days. */
public final class Acts {
    private static final int MOST = 1_000;

    private final Journal<Act> journal;

    /** In memory only. */
    public Acts() {
        this(number -> {});
    }

    public Acts(Journal.Listener listener) {
        this.journal = new Journal<>(MOST, MOST, listener);
    }

    /** For whoever keeps it elsewhere too. */
    public Journal<Act> journal() {
        return journal;
    }

    /** Remembers {@code act}, at the cost of the oldest if there are too many. */
    public void add(Act act) {
        journal.add(act);
    }

    /** The acts after {@code since}, newest first: at most {@code most}, of {@code account} if it is said. */
    public ImmutableList<Act> latest(Optional<Sender> account, Instant since, int most, Instant now) {
        return journal.latest(act -> account.isEmpty() || act.account().equals(account), since, most, now);
    }
}
