/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;

import org.mesura.review.AccountBook;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

/**
 * The schedule of held mail: one thread, one timer for the nearest instant at which something is to be done. What is done
 * then is {@link ReleaseRound}'s. It begins when the first mailet that keeps mail back is made, by which time James has
 * its repositories and its spool; without any such mailet after {@link #WITHOUT_MAILETS}, for what is held still leaves.
 */
@Singleton
public final class Releases {
    private static final Duration WITHOUT_MAILETS = Duration.ofSeconds(30);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);
    // far more often than any mail leaves; a round that has always something to do is no busy loop
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

    private final Provider<ReleaseRound> round;
    private final Provider<RunNotices> runs;
    private final Provider<PersonsDecisions> decisions;
    private final InstantSource clock;
    private final Alarm alarm;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private final Thread thread;
    private volatile Instant lastRound;
    // the rest is guarded by the lock
    private Instant asked;
    private boolean stopped;

    @Inject
    Releases(
            Provider<ReleaseRound> round,
            Provider<RunNotices> runs,
            Provider<PersonsDecisions> decisions,
            AccountBook book,
            InstantSource clock,
            Alarm alarm) {
        this.round = round;
        this.runs = runs;
        this.decisions = decisions;
        this.clock = clock;
        this.alarm = alarm;
        this.asked = Instant.MAX;
        this.lastRound = clock.instant();
        this.thread = new Thread(() -> run(clock.instant().plus(WITHOUT_MAILETS)), "mesura-releases");
        thread.setDaemon(true);
        thread.start();
        book.tellOfReturns(this::look);
    }

    /** Has the mail of {@code sender} planned anew: a permit came, a suspension was lifted. */
    public void look(Sender sender) {
        round.get().look(sender);
        wake(clock.instant());
    }

    /**
     * Lets the held mail of {@code id} go, as a person said: as soon as it fits its account's limits. Answers what came of
     * it.
     */
    public Outcome release(SubmissionId id) {
        Outcome outcome = decisions.get().release(id, clock.instant());
        if (outcome instanceof Outcome.Done done) {
            look(done.sender());
        }
        return outcome;
    }

    /**
     * Sends the held mail of {@code id} back, as a person said. Answers what came of it.
     *
     * @param reason what the person has to say to the sender
     */
    public Outcome reject(SubmissionId id, Optional<String> reason) {
        return decisions.get().reject(id, reason, clock.instant());
    }

    /** When it last ended a round, whatever came of it; before the first, when it was made. */
    public Instant lastRound() {
        return lastRound;
    }

    /** Begins, if it has not. */
    void begin() {
        wake(Instant.MIN);
    }

    /** Expects a mail of {@code verdict}, which was kept back until {@code turn}. */
    void expect(Verdict verdict, Instant turn) {
        runs.get().note(verdict);
        wake(turn);
    }

    private void wake(Instant at) {
        lock.lock();
        try {
            if (at.isBefore(asked)) {
                asked = at;
                sooner.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run(Instant first) {
        Instant next = first;
        while (await(next)) {
            next = round();
            lastRound = clock.instant();
        }
    }

    private Instant round() {
        try {
            return round.get().round();
        } catch (Throwable fault) {
            // whatever it is, the thread must not end: nothing else lets mail go
            Instant now = clock.instant();
            alarm.raise("could not look after held mail, it is tried again", fault, now);
            return now.plus(AFTER_A_FAULT);
        }
    }

    /** Waits until {@code next}, or what was asked for if that is sooner. Answers whether to go on. */
    private boolean await(Instant next) {
        lock.lock();
        try {
            long pause = SHORTEST_PAUSE.toNanos();
            while (!stopped && pause > 0) {
                sooner.await(pause, TimeUnit.NANOSECONDS);
                Instant until = asked.isBefore(next) ? asked : next;
                Instant now = clock.instant();
                pause = until.isAfter(now) ? nanosBetween(now, until) : 0;
            }
            asked = Instant.MAX;
            return !stopped;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static long nanosBetween(Instant now, Instant until) {
        return Math.min(ReleaseRound.TICK.toNanos(), ChronoUnit.NANOS.between(now, until));
    }

    @PreDestroy
    public void stop() throws InterruptedException {
        lock.lock();
        try {
            stopped = true;
            sooner.signalAll();
        } finally {
            lock.unlock();
        }
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }
}
