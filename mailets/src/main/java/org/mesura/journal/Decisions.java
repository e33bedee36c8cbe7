/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal;

import java.time.Instant;
import java.util.Optional;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

/** What was not plainly accepted lately: at most 10,000 messages, 1,000 of one account, of the last 31 days. */
public final class Decisions {
    private static final int MOST = 10_000;
    private static final int MOST_OF_ONE = 1_000;

    private final Journal<Judged> journal;

    /** In memory only. */
    public Decisions() {
        this(number -> {});
    }

    public Decisions(Journal.Listener listener) {
        this.journal = new Journal<>(MOST, MOST_OF_ONE, listener);
    }

    /** For whoever keeps it elsewhere too. */
    public Journal<Judged> journal() {
        return journal;
    }

    /** Remembers {@code judged}. */
    public void add(Judged judged) {
        journal.add(judged);
    }

    /** Those after {@code since}, newest first: at most {@code most}, of {@code account} and {@code verdict} if they are said. */
    public ImmutableList<Judged> latest(
            Optional<Sender> account, Optional<String> verdict, Instant since, int most, Instant now) {
        return journal.latest(
                judged -> account.filter(said -> !said.equals(judged.sender())).isEmpty()
                        && verdict.filter(said -> !said.equals(judged.verdict()))
                                .isEmpty(),
                since,
                most,
                now);
    }

    /** Forgets all of {@code account}. */
    public void forget(Sender account) {
        journal.forget(account);
    }

    /** Makes what is of {@code from} what is of {@code to}. */
    public void rename(Sender from, Sender to) {
        journal.rename(from, to);
    }
}
