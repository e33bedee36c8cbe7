/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.mesura.policy.Cap;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.Request;
import org.mesura.review.Ruling;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

/**
 * What is said of an account without waiting for Redis: by what was seen of it last, if that is not long ago. Else nothing
 * is said, and it is asked for meanwhile, for whoever looks next.
 */
final class Glances {
    private final SharedAccounts accounts;
    private final Copies copies;
    private final CapCopies caps;
    private final Standby standby;
    private final LongSupplier nanos;

    Glances(SharedAccounts accounts, Copies copies, CapCopies caps, Standby standby, LongSupplier nanos) {
        this.accounts = accounts;
        this.copies = copies;
        this.caps = caps;
        this.standby = standby;
        this.nanos = nanos;
    }

    /** See {@link AccountBook#glance(Request, Instant)}. */
    Optional<Ruling> ruling(Request request, Instant now) {
        Sender sender = request.submission().sender();
        Optional<AccountState> alone = accounts.stateAlone(sender);
        if (alone.isPresent()) {
            return Optional.of(RedisAccountBook.asked(alone.get(), caps.alone(), standby.under(request), now));
        }
        ImmutableList<Cap> asked = request.submission().recipients().outside() > 0
                ? request.terms().caps()
                : ImmutableList.of();
        Optional<Copy> fresh = fresh(sender).filter(copy -> caps.areFresh(asked, AccountBook.GLANCE.toNanos()));
        if (fresh.isEmpty()) {
            copies.beginToRefresh(sender, asked, now);
        }
        return fresh.map(copy -> RedisAccountBook.asked(copy.state(), caps.view(), request, now));
    }

    /** See {@link AccountBook#glance(Sender)}. */
    Optional<AccountState> state(Sender sender, Instant now) {
        Optional<AccountState> alone = accounts.stateAlone(sender);
        if (alone.isPresent()) {
            return alone;
        }
        Optional<Copy> fresh = fresh(sender);
        if (fresh.isEmpty()) {
            copies.beginToRefresh(sender, ImmutableList.of(), now);
        }
        return fresh.map(Copy::state).filter(state -> state != AccountState.NEW);
    }

    private Optional<Copy> fresh(Sender sender) {
        return copies.seen(sender).filter(copy -> nanos.getAsLong() - copy.seen() <= AccountBook.GLANCE.toNanos());
    }
}
