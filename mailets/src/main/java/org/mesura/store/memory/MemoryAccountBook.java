/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import org.mesura.policy.Cap;
import org.mesura.policy.Measure;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.CapCharge;
import org.mesura.review.CapLedger;
import org.mesura.review.Change;
import org.mesura.review.Changed;
import org.mesura.review.Request;
import org.mesura.review.Review;
import org.mesura.review.Ruling;
import org.mesura.review.Timing;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * An {@link AccountBook} in memory. The lock that the {@linkplain AccountTable table} takes for an account makes each change
 * one atomic step; one that asks a cap holds the caps' lock too, always the latter inside the former. Accounts that rest
 * longer than every window are forgotten while others are reviewed, a stripe of the table at a time. Who keeps it elsewhere
 * too hears of each change and can load what was kept.
 */
public final class MemoryAccountBook implements AccountBook {
    /** After so many turns of a stripe at least, one is searched for accounts that rest. */
    private static final int REVIEWS_BETWEEN_SWEEPS = 10_000 / AccountTable.STRIPES;

    /** And after so many for each account: to look at all of them costs a review a few hundredths of itself. */
    private static final int REVIEWS_PER_ACCOUNT = 40;

    private final AccountTable accounts = new AccountTable(this::changed);
    private final AtomicInteger sweeps = new AtomicInteger();
    // guarded by itself but for a glance, which sees each cap as it was left last
    private final Map<String, CapRecord> caps = new ConcurrentHashMap<>();
    private final Listener listener;
    private final Timing timing;

    /** Hears what changed or was forgotten, once it can be read. Accounts and caps may be locked meanwhile: wait for nothing. */
    public interface Listener {
        void accountChanged(Sender sender);

        void capChanged(String cap);
    }

    /** A book that takes instants as they are given. */
    public MemoryAccountBook() {
        this(Timing.GIVEN);
    }

    public MemoryAccountBook(Timing timing) {
        this(
                new Listener() {
                    @Override
                    public void accountChanged(Sender sender) {}

                    @Override
                    public void capChanged(String cap) {}
                },
                timing);
    }

    public MemoryAccountBook(Listener listener, Timing timing) {
        this.listener = listener;
        this.timing = timing;
    }

    @Override
    public Ruling decide(Request request, Instant now) {
        boolean asksCaps = !request.terms().caps().isEmpty()
                && request.submission().recipients().outside() > 0;
        Ruling ruling = accounts.change(request.submission().sender(), known -> {
                    Instant at = timing.of(now);
                    return asksCaps
                            ? withCaps((before, ledger) -> Review.decide(before, ledger, request, at), known, at)
                            : Review.decide(known, CapLedger.UNUSED, request, at);
                })
                .answer();
        sweepIfDue(request.submission().sender(), request.terms().keep(), now);
        return ruling;
    }

    private void sweepIfDue(Sender sender, Duration keep, Instant now) {
        if (accounts.hasTurned(sender, REVIEWS_PER_ACCOUNT, REVIEWS_BETWEEN_SWEEPS)) {
            // in turn, and not the one of this account: in others nobody may send any more
            sweep(Math.floorMod(sweeps.getAndIncrement(), AccountTable.STRIPES), keep, now);
        }
    }

    private void sweep(int stripe, Duration keep, Instant now) {
        accounts.stream(stripe).filter(one -> one.state().isIdle(keep, now)).forEach(one -> {
            AccountState before =
                    accounts.update(one.sender(), known -> known.equals(one.state()) ? AccountState.NEW : known);
            if (before.equals(one.state())) {
                changed(one.sender());
            }
        });
    }

    private void changed(Sender sender) {
        listener.accountChanged(sender);
    }

    @Override
    public <T> T change(Sender sender, Change<T> change, Instant now) {
        return accounts.change(sender, known -> {
                    Instant at = timing.of(now);
                    return withCaps(at.equals(now) ? change : change.at(at), known, at);
                })
                .answer();
    }

    private <T> Changed<T> withCaps(Change<T> change, AccountState before, Instant now) {
        synchronized (caps) {
            Changed<T> changed = change.apply(before, this::recordOf);
            changed.capCharges().forEach(charge -> charge(charge, now));
            return changed;
        }
    }

    private CapRecord recordOf(Cap cap) {
        return caps.getOrDefault(cap.name(), CapRecord.EMPTY);
    }

    private void charge(CapCharge charge, Instant now) {
        caps.put(
                charge.cap().name(),
                recordOf(charge.cap())
                        .with(
                                charge.at(),
                                charge.externalRecipients(),
                                charge.cap().limit().window(),
                                now));
        listener.capChanged(charge.cap().name());
    }

    @Override
    public Optional<Ruling> glance(Request request, Instant now) {
        AccountState known = accounts.get(request.submission().sender());
        return Optional.of(Review.ask(known, this::recordOf, request, now));
    }

    @Override
    public Optional<AccountState> glance(Sender sender) {
        return find(sender);
    }

    @Override
    public Optional<AccountState> find(Sender sender) {
        return Optional.of(accounts.get(sender)).filter(known -> known != AccountState.NEW);
    }

    @Override
    public void forget(Sender sender) {
        if (take(sender) != AccountState.NEW) {
            changed(sender);
        }
    }

    /** What was known of {@code sender}, of whom nothing is known any more. */
    private AccountState take(Sender sender) {
        return accounts.update(sender, known -> AccountState.NEW);
    }

    @Override
    public void rename(Sender from, Sender to, Instant now) {
        AccountState moved = from.equals(to) ? AccountState.NEW : take(from);
        if (moved != AccountState.NEW) {
            load(to, moved, now);
            changed(to);
            changed(from);
        }
    }

    /** Takes in what was kept of {@code sender}, joined to what is known by now. */
    public void load(Sender sender, AccountState kept, Instant now) {
        accounts.update(sender, known -> known == AccountState.NEW ? kept : known.joinedTo(kept, now));
    }

    /** Takes in what was kept of a cap, added to what was charged to it by now. */
    public void load(String cap, CapRecord kept) {
        synchronized (caps) {
            caps.merge(cap, kept, CapRecord::joinedTo);
        }
    }

    /** Every account of which something is known. */
    public ImmutableSet<Sender> senders() {
        return accounts.stream().map(AccountTable.Known::sender).collect(ImmutableSet.toImmutableSet());
    }

    /** The name of every cap that was charged. */
    public ImmutableSet<String> caps() {
        synchronized (caps) {
            return ImmutableSet.copyOf(caps.keySet());
        }
    }

    /** What was charged to the cap of this name; empty if nothing was. */
    public Optional<CapRecord> cap(String name) {
        synchronized (caps) {
            return Optional.ofNullable(caps.get(name));
        }
    }

    @Override
    public ImmutableList<Ranked> top(Measure measure, Duration window, int most, Instant now) {
        return accounts.stream()
                .map(one -> new Ranked(one.sender(), one.state().charged().used(measure, window, now)))
                .filter(ranked -> ranked.used() > 0)
                .collect(Comparators.greatest(
                        most,
                        Comparator.comparingLong(Ranked::used)
                                .thenComparing(ranked -> ranked.sender().account(), Comparator.reverseOrder())))
                .stream()
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public LimitUsage usage(Cap cap, Instant now) {
        synchronized (caps) {
            return new LimitUsage(cap.limit(), recordOf(cap).used(cap.limit().window(), now));
        }
    }

    @Override
    public void walk(BiConsumer<Sender, AccountState> reader) {
        accounts.stream().forEach(one -> reader.accept(one.sender(), one.state()));
    }

    @Override
    public CapRecord charged(Cap cap) {
        synchronized (caps) {
            return recordOf(cap);
        }
    }

    @Override
    public void restore(Cap cap, CapRecord kept) {
        synchronized (caps) {
            CapRecord next = recordOf(cap).restoredBy(kept);
            if (!next.equals(CapRecord.EMPTY)) {
                caps.put(cap.name(), next);
                listener.capChanged(cap.name());
            }
        }
    }
}
