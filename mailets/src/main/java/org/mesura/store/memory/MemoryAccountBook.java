/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import org.mesura.policy.Cap;
import org.mesura.policy.Measure;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.CapCharge;
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
 * An {@link AccountBook} in memory. The map's own lock on an account makes each change one atomic step; one that asks a
 * cap holds the caps' lock too, always the latter inside the former. Accounts that rest longer than every window are
 * forgotten while others are reviewed. Who keeps it elsewhere too hears of each change and can load what was kept.
 */
public final class MemoryAccountBook implements AccountBook {
    /** How many reviews pass at least between two searches for accounts that rest, and how many for each account. */
    private static final int REVIEWS_BETWEEN_SWEEPS = 10_000;

    private static final int REVIEWS_PER_ACCOUNT = 10;

    private final ConcurrentHashMap<Sender, AccountState> accounts = new ConcurrentHashMap<>();
    private final AtomicInteger reviews = new AtomicInteger();
    private volatile int nextSweep = REVIEWS_BETWEEN_SWEEPS;
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
        Change<Ruling> review = Change.at(now, at -> (before, ledger) -> Review.decide(before, ledger, request, at));
        Ruling ruling = run(request.submission().sender(), review, asksCaps, now);
        if (reviews.incrementAndGet() >= nextSweep) {
            sweep(request.terms().keep(), now);
        }
        return ruling;
    }

    private void sweep(Duration keep, Instant now) {
        reviews.set(0);
        accounts.forEach((sender, state) -> {
            if (state.isIdle(keep, now) && accounts.remove(sender, state)) {
                listener.accountChanged(sender);
            }
        });
        nextSweep = (int) Math.min(
                Integer.MAX_VALUE / 2, Math.max(REVIEWS_BETWEEN_SWEEPS, REVIEWS_PER_ACCOUNT * accounts.mappingCount()));
    }

    @Override
    public <T> T change(Sender sender, Change<T> change, Instant now) {
        return run(sender, change, true, now);
    }

    private <T> T run(Sender sender, Change<T> change, boolean asksCaps, Instant now) {
        Answer<T> answer = new Answer<>();
        accounts.compute(sender, (name, known) -> {
            AccountState before = known == null ? AccountState.NEW : known;
            Instant at = timing.of(now);
            Change<T> timely = at.equals(now) ? change : change.at(at);
            Changed<T> changed = asksCaps ? withCaps(timely, before, at) : timely.apply(before, cap -> CapRecord.EMPTY);
            answer.value = changed.answer();
            answer.changed = changed.state() != before;
            return changed.state() == AccountState.NEW ? null : changed.state();
        });
        if (answer.changed) {
            listener.accountChanged(sender);
        }
        return answer.value;
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
        AccountState known = accounts.getOrDefault(request.submission().sender(), AccountState.NEW);
        return Optional.of(Review.ask(known, this::recordOf, request, now));
    }

    @Override
    public Optional<AccountState> glance(Sender sender) {
        return find(sender);
    }

    @Override
    public Optional<AccountState> find(Sender sender) {
        return Optional.ofNullable(accounts.get(sender));
    }

    @Override
    public void forget(Sender sender) {
        if (accounts.remove(sender) != null) {
            listener.accountChanged(sender);
        }
    }

    @Override
    public void rename(Sender from, Sender to, Instant now) {
        AccountState moved = from.equals(to) ? null : accounts.remove(from);
        if (moved != null) {
            load(to, moved, now);
            listener.accountChanged(to);
            listener.accountChanged(from);
        }
    }

    /** Takes in what was kept of {@code sender}, joined to what is known by now. */
    public void load(Sender sender, AccountState kept, Instant now) {
        accounts.merge(sender, kept, (known, more) -> known.joinedTo(more, now));
    }

    /** Takes in what was kept of a cap, added to what was charged to it by now. */
    public void load(String cap, CapRecord kept) {
        synchronized (caps) {
            caps.merge(cap, kept, CapRecord::joinedTo);
        }
    }

    /** Every account of which something is known. */
    public Set<Sender> senders() {
        return Collections.unmodifiableSet(accounts.keySet());
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
        return accounts.entrySet().stream()
                .map(account -> new Ranked(
                        account.getKey(), account.getValue().charged().used(measure, window, now)))
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
        accounts.forEach(reader);
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

    /** Carries an answer out of the map's step. */
    private static final class Answer<T> {
        private T value;
        private boolean changed;
    }
}
