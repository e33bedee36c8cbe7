/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.mesura.policy.Cap;
import org.mesura.policy.Measure;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.CapLedger;
import org.mesura.review.Change;
import org.mesura.review.Changed;
import org.mesura.review.Request;
import org.mesura.review.Review;
import org.mesura.review.Ruling;
import org.mesura.review.Timing;
import org.mesura.store.StoreAlarm;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;

/**
 * An {@link AccountBook} that several servers share, in Redis.
 *
 * <p><b>How.</b> The one function decides, here, on the account as this server saw it last, and one call compares what was
 * seen with what is there: if it is the same the new state is written, only the parts that changed, else the call answers
 * with what is there and it is decided again. So a review costs one round trip while an account sends through one server,
 * two when it came from another. {@link CapCopies} says what holds for caps, which all accounts charge.
 *
 * <p><b>Example.</b> Server A saw version 7 of an account and lets a message go: "if it is 7, write this and call it 8". B,
 * which saw 7 too, comes later: "it is 8, and this is what it is"; B finds the limit reached and refuses.
 *
 * <p><b>When Redis is away</b> it is decided by what was seen last, as {@link Standby} says, and handed in when Redis is
 * back: see {@link Absence}. When Redis comes back empty, each account is written anew from what a server that saw it still
 * has, as soon as it is asked for there. All servers must go by Redis's clock.
 */
public final class RedisAccountBook implements AccountBook, AutoCloseable {
    private static final Script FORGET = Script.of("forget.lua");
    /** How far a server's clock may be behind those of others before its time is believed: some time between two looks at Redis's. */
    private static final Duration BEHIND = Duration.ofMinutes(1);

    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);
    private static final int ROUNDS_A_TIDYING = 10;

    private final RedisLink link;
    private final Timing timing;
    private final Standby standby;
    private final StoreAlarm alarm;
    private final Exchange exchange;
    private final SharedAccounts accounts;
    private final Glances glances;
    private final SharedCaps sharedCaps;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mesura-redis-book");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A book of what Redis has at the end of {@code link}.
     *
     * @param standby what is done while Redis is away
     * @param alarm is told what happened and why whenever something was decided without Redis
     * @param timing at which instants changes are run
     */
    RedisAccountBook(RedisLink link, Standby standby, StoreAlarm alarm, Timing timing) {
        this.link = link;
        this.timing = timing;
        this.standby = standby;
        this.alarm = alarm;
        this.exchange = new Exchange(link, System::nanoTime);
        CapCopies caps = new CapCopies(System::nanoTime);
        Copies copies = new Copies(exchange, caps, System::nanoTime);
        this.accounts = new SharedAccounts(exchange, caps, copies, System::nanoTime);
        this.glances = new Glances(accounts, copies, caps, standby, System::nanoTime);
        this.sharedCaps = new SharedCaps(link, exchange, caps, alarm);
        long pause = BETWEEN_ROUNDS.toMillis();
        rounds.scheduleWithFixedDelay(this::round, pause, pause, TimeUnit.MILLISECONDS);
        rounds.scheduleWithFixedDelay(
                copies::tidy, ROUNDS_A_TIDYING * pause, ROUNDS_A_TIDYING * pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public Ruling decide(Request request, Instant now) {
        return run(
                request.submission().sender(),
                reviewing(request, now),
                () -> reviewing(standby.under(request), now),
                Optional.of(request.terms().keep()),
                now);
    }

    /** What a review would answer. */
    static Ruling asked(AccountState before, CapLedger ledger, Request request, Instant now) {
        return Review.ask(before, ledger, request, before.notBefore(now, BEHIND));
    }

    private static Change<Ruling> reviewing(Request request, Instant now) {
        return Change.at(
                now, at -> (before, ledger) -> Review.decide(before, ledger, request, before.notBefore(at, BEHIND)));
    }

    @Override
    public Ruling peek(Request request, Instant now) {
        return run(
                request.submission().sender(),
                peeking(request, now),
                () -> peeking(standby.under(request), now),
                Optional.empty(),
                now);
    }

    private static Change<Ruling> peeking(Request request, Instant now) {
        return Change.at(now, at -> (before, ledger) -> Changed.to(before, asked(before, ledger, request, at)));
    }

    @Override
    public <T> T change(Sender sender, Change<T> change, Instant now) {
        return run(sender, change, () -> change, Optional.empty(), now);
    }

    private <T> T run(
            Sender sender, Change<T> together, Supplier<Change<T>> alone, Optional<Duration> keep, Instant now) {
        Lock lock = accounts.lockOf(sender);
        lock.lock();
        try {
            Instant at = timing.of(now);
            return accounts.together(sender, together.at(at), keep, at);
        } catch (StoreUnavailable e) {
            alarm.raise("accounts are decided on by what this server knows of them, for Redis cannot be asked", e);
            return accounts.alone(sender, alone.get().at(timing.of(now)));
        } finally {
            lock.unlock();
        }
    }

    /** Hands in what was decided while Redis was away, as far as it is back. */
    void round() {
        accounts.absent().forEach(this::handIn);
    }

    private void handIn(Sender sender) {
        Lock lock = accounts.lockOf(sender);
        lock.lock();
        try {
            accounts.handIn(sender, now());
        } catch (StoreUnavailable e) {
            // in the next round; who is away was told of, and one account that cannot be read holds up no other
        } catch (RuntimeException e) {
            alarm.raise("what was decided while Redis was away cannot be handed in", e);
        } finally {
            lock.unlock();
        }
    }

    /** How many accounts were decided on while Redis was away and are not handed in yet. */
    int waiting() {
        return accounts.absent().size();
    }

    @Override
    public Optional<Ruling> glance(Request request, Instant now) {
        return glances.ruling(request, now);
    }

    @Override
    public Optional<AccountState> glance(Sender sender) {
        return glances.state(sender, now());
    }

    /** For what is asked without an instant: as all others give it, by the clock of Redis. */
    private Instant now() {
        return link.now(Instant.now());
    }

    @Override
    public Optional<AccountState> find(Sender sender) {
        return Optional.of(change(sender, (before, ledger) -> Changed.to(before, before), now()))
                .filter(state -> state != AccountState.NEW);
    }

    @Override
    public void forget(Sender sender) {
        Lock lock = accounts.lockOf(sender);
        lock.lock();
        try {
            handIn(sender);
            link.call(
                    FORGET, List.of(exchange.key(sender), exchange.accounts()), List.of(Wire.ofText(sender.account())));
            accounts.forget(sender);
        } catch (StoreUnavailable e) {
            alarm.raise("an account is forgotten here only until Redis can be asked", e);
            accounts.alone(sender, (before, ledger) -> Changed.to(AccountState.NEW, true));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void rename(Sender from, Sender to, Instant now) {
        if (from.equals(to)) {
            return;
        }
        List<Lock> both = accounts.locksOf(from, to);
        both.forEach(Lock::lock);
        try {
            accounts.rename(from, to, now);
        } catch (StoreUnavailable e) {
            alarm.raise("an account is renamed here only until Redis can be asked", e);
            AccountState moved = accounts.alone(from, (before, ledger) -> Changed.to(AccountState.NEW, before));
            accounts.alone(to, (before, ledger) -> Changed.to(before.joinedTo(moved, now), true));
        } finally {
            both.forEach(Lock::unlock);
        }
    }

    @Override
    public ImmutableList<Ranked> top(Measure measure, Duration window, int most, Instant now) {
        Ranking ranking = new Ranking(measure, window, most, now);
        try {
            return ranking.ofAll(link, exchange.accounts(), link.key("account:"));
        } catch (StoreUnavailable e) {
            alarm.raise("accounts are ranked by what this server knows of them, for Redis cannot be asked", e);
            return ranking.best(accounts.known()
                    .map(account -> new Ranked(
                            account.getKey(), account.getValue().charged().used(measure, window, now))));
        }
    }

    @Override
    public LimitUsage usage(Cap cap, Instant now) {
        return new LimitUsage(
                cap.limit(), sharedCaps.charged(cap).used(cap.limit().window(), now));
    }

    @Override
    public void walk(BiConsumer<Sender, AccountState> reader) {
        // what was decided while Redis was away belongs to it
        round();
        try {
            new Walk(link, exchange.accounts(), link.key("account:")).each(reader);
        } catch (StoreUnavailable e) {
            throw new UncheckedIOException(new IOException("Redis cannot be asked for all accounts", e));
        }
    }

    @Override
    public CapRecord charged(Cap cap) {
        return sharedCaps.charged(cap);
    }

    @Override
    public void restore(Cap cap, CapRecord kept) {
        sharedCaps.restore(cap, kept);
    }

    @Override
    public void tellOfReturns(Consumer<Sender> hearer) {
        accounts.tellOfReturns(hearer);
    }

    /** Hands in what can be, and stops. The link is its owner's to close. */
    @Override
    public void close() {
        rounds.shutdownNow();
        round();
    }
}
