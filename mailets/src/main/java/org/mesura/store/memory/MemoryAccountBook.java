/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.Decision;
import org.mesura.review.Outcome;
import org.mesura.review.Request;
import org.mesura.review.Review;
import org.mesura.submission.Sender;

/**
 * An {@link AccountBook} in memory. The map's own lock on an account makes each decision one atomic step; accounts that
 * rest longer than every window are forgotten while others are reviewed.
 */
public final class MemoryAccountBook implements AccountBook {
    /** How many reviews pass between two searches for accounts that rest. */
    private static final int REVIEWS_BETWEEN_SWEEPS = 10_000;

    private final ConcurrentMap<Sender, AccountState> accounts = new ConcurrentHashMap<>();
    private final AtomicInteger reviews = new AtomicInteger();

    @Override
    public Decision decide(Request request, Instant now) {
        AtomicReference<Decision> decision = new AtomicReference<>();
        accounts.compute(request.submission().sender(), (sender, known) -> {
            Outcome outcome = Review.decide(Optional.ofNullable(known).orElse(AccountState.NEW), request, now);
            decision.set(outcome.decision());
            return outcome.state();
        });
        if (reviews.incrementAndGet() % REVIEWS_BETWEEN_SWEEPS == 0) {
            accounts.values().removeIf(state -> state.isIdle(request.terms().keep(), now));
        }
        return decision.get();
    }

    @Override
    public Optional<AccountState> find(Sender sender) {
        return Optional.ofNullable(accounts.get(sender));
    }
}
