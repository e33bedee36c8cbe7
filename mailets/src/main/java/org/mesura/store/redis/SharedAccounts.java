/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.mesura.review.AccountState;
import org.mesura.review.Change;
import org.mesura.review.Changed;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Striped;

/**
 * The accounts as this server has them, and how they come together with Redis: the heart of {@link RedisAccountBook}.
 *
 * <p>All of one account is done under a lock of its own, so that servers contend for it and threads do not.
 */
final class SharedAccounts {
    /** How often a change is decided again because another server was faster, and for how long, before it counts as a fault. */
    private static final int ATTEMPTS = 1_000;

    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();
    private static final int LOCKS = 4_096;

    private final Exchange exchange;
    private final CapCopies caps;
    private final LongSupplier nanos;
    private final Striped<Lock> locks = Striped.lock(LOCKS);
    private final Copies copies;
    private final ConcurrentHashMap<Sender, Absence> absences = new ConcurrentHashMap<>();
    private volatile Consumer<Sender> returned = sender -> {};

    SharedAccounts(Exchange exchange, CapCopies caps, Copies copies, LongSupplier nanos) {
        this.exchange = exchange;
        this.caps = caps;
        this.copies = copies;
        this.nanos = nanos;
    }

    /** What a change does if Redis is there. */
    <T> T together(Sender sender, Change<T> change, Optional<Duration> keep, Instant now) throws StoreUnavailable {
        handInFirst(sender, now);
        boolean fresh = false;
        long begun = nanos.getAsLong();
        for (int attempt = 0; attempt < ATTEMPTS && nanos.getAsLong() - begun < PATIENCE; attempt++) {
            Copy copy = copies.of(sender);
            CapCopies.View view = caps.view();
            Optional<Changed<T>> changed = applied(change, copy, view, fresh);
            if (changed.isEmpty()) {
                copies.refresh(sender, now);
            } else if (kept(sender, copy, changed.get(), view, attempt, keep, now)) {
                return changed.get().answer();
            }
            fresh = true;
        }
        throw new StoreUnavailable(
                "other servers changed an account again and again", new IllegalStateException(sender.account()));
    }

    private void handInFirst(Sender sender, Instant now) throws StoreUnavailable {
        try {
            handIn(sender, now);
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            // a fault of ours must not keep the account's mail from being decided on
            throw new StoreUnavailable("what was decided while Redis was away cannot be handed in", e);
        }
    }

    /** Empty if it cannot be run on what was seen last, which may be old or nothing. */
    private static <T> Optional<Changed<T>> applied(Change<T> change, Copy copy, CapCopies.View view, boolean fresh) {
        try {
            return Optional.of(change.apply(copy.state(), view));
        } catch (IllegalArgumentException | IllegalStateException e) {
            if (fresh) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private boolean kept(
            Sender sender,
            Copy copy,
            Changed<?> changed,
            CapCopies.View view,
            int lost,
            Optional<Duration> keep,
            Instant now)
            throws StoreUnavailable {
        List<CapUse> uses = caps.uses(view, changed.capCharges(), copy.epoch(), now);
        if (copy.stored().is(changed.state()) && changed.capCharges().isEmpty()) {
            return copies.take(
                    sender, copy, copy.seenAt(nanos.getAsLong()), uses, exchange.ask(sender, copy, uses), now);
        }
        Parts next = Parts.of(changed.state(), copy.stored());
        Exchange.Write write = exchange.write(next, Life.of(changed.state(), keep, now), lost);
        CapSums charges = CapSums.of(changed.capCharges());
        Reply reply = tried(sender, copy, write, uses, changed.state(), charges);
        Copy written = copy.written(changed.state(), write, exchange.server(), nanos.getAsLong());
        return copies.take(sender, copy, written, uses, reply, now);
    }

    private Reply tried(
            Sender sender, Copy copy, Exchange.Write write, List<CapUse> uses, AccountState next, CapSums charges)
            throws StoreUnavailable {
        try {
            return exchange.write(sender, copy, write, uses);
        } catch (StoreUnavailable e) {
            absences.computeIfAbsent(sender, any -> new Absence(copy)).tried(write.number(), next, charges);
            throw e;
        }
    }

    /** What a change does as long as Redis is away. */
    <T> T alone(Sender sender, Change<T> change) {
        Absence absence = Optional.ofNullable(absences.get(sender)).orElseGet(() -> new Absence(copies.of(sender)));
        Changed<T> changed = change.apply(absence.state(), caps.alone());
        if (changed.state() != absence.state() || !changed.capCharges().isEmpty()) {
            CapSums charges = CapSums.of(changed.capCharges());
            absence.went(changed, charges);
            caps.chargeAlone(charges);
            absences.put(sender, absence);
        }
        return changed.answer();
    }

    /** Hands in what the account went through while Redis was away, if it did. */
    void handIn(Sender sender, Instant now) throws StoreUnavailable {
        Absence absence = absences.get(sender);
        for (int attempt = 0; absence != null && attempt < ATTEMPTS; attempt++) {
            Copy current = copies.current(sender, now);
            Absence.HandedIn done = absence.handedIn(current, exchange.server());
            AccountState next = absence.together(current, done, now);
            CapSums all = absence.charges();
            List<CapUse> uses = caps.handingIn(all.minus(done.charges()), current.epoch(), now);
            Parts parts = Parts.of(next, current.stored());
            Exchange.Write write = exchange.write(parts, Life.of(next, Optional.empty(), now), ATTEMPTS);
            absence.tried(write.number(), absence.state(), all);
            Reply reply = exchange.write(sender, current, write, uses);
            Copy written = current.written(next, write, exchange.server(), nanos.getAsLong());
            if (copies.take(sender, current, written, uses, reply, now)) {
                caps.handedIn(all);
                absences.remove(sender);
                returned.accept(sender);
                return;
            }
        }
    }

    /** Forgets what is here of an account that Redis has forgotten; what it charged to caps stays charged. */
    void forget(Sender sender) {
        copies.forget(sender);
        absences.remove(sender);
    }

    /** Tells {@code hearer} of each account that was handed in. */
    void tellOfReturns(Consumer<Sender> hearer) {
        returned = hearer;
    }

    /** Who went on alone. */
    ImmutableSet<Sender> absent() {
        return ImmutableSet.copyOf(absences.keySet());
    }

    Optional<AccountState> stateAlone(Sender sender) {
        return Optional.ofNullable(absences.get(sender)).map(Absence::state);
    }

    /** All that were seen of late, and what each is here. */
    Stream<Map.Entry<Sender, AccountState>> known() {
        return Stream.concat(copies.senders().stream(), absences.keySet().stream())
                .distinct()
                .map(sender -> Map.entry(sender, stateAlone(sender).orElseGet(() -> copies.of(sender)
                        .state())));
    }

    /** Moves all of {@code from} to {@code to}. */
    void rename(Sender from, Sender to, Instant now) throws StoreUnavailable {
        handIn(from, now);
        handIn(to, now);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Copy moved = copies.current(from, now);
            Copy known = copies.current(to, now);
            if (moved.state() == AccountState.NEW) {
                return;
            }
            AccountState joined = known.state().joinedTo(moved.state(), now);
            Parts parts = Parts.whole(joined);
            Exchange.Write write = exchange.write(parts, Life.of(joined, Optional.empty(), now), 0);
            if (exchange.rename(from, moved, to, known, write)) {
                copies.forget(from);
                copies.put(to, known.written(joined, write, exchange.server(), nanos.getAsLong()));
                return;
            }
        }
        throw new StoreUnavailable(
                "other servers changed an account again and again", new IllegalStateException(from.account()));
    }

    Lock lockOf(Sender sender) {
        return locks.get(sender);
    }

    /** Those of both, in the order in which everybody takes them. */
    List<Lock> locksOf(Sender one, Sender other) {
        return ImmutableList.copyOf(locks.bulkGet(List.of(one, other)));
    }
}
