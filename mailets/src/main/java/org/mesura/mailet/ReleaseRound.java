/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;

import org.mesura.config.Settings;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Waits;
import org.mesura.notice.Waited;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

/**
 * One round of the schedule: does what is due by now and says when to look again. Nothing is looked through for it: the
 * holding area knows what is due.
 *
 * <p>Accounts are planned anew, a few each round so that other mail goes on meanwhile, when their turns may be others than
 * their mails were told: all of them at the start (a crash may have lost the latest turns), when the settings changed,
 * and when the clock went back; one when somebody asks for it ({@link #look}), or when its mail is late.
 */
@Singleton
final class ReleaseRound {
    /** How long at most until the next round: the settings and the clock say nothing when they change. */
    static final Duration TICK = Duration.ofSeconds(5);
    /** A clock that goes back by no more is set by a time server, as always. */
    static final Duration STEP = Duration.ofSeconds(2);

    private static final int ACCOUNTS = 10;
    private static final int MAILS = 100;
    private static final Duration WHILE_FAILING = Duration.ofMillis(250);

    private final HoldingArea area;
    private final Planning planning;
    private final WayOut wayOut;
    private final Custody custody;
    private final Retries retries;
    private final RunNotices runs;
    private final Strays strays;
    private final PermitNotices permits;
    private final Provider<Settings> settings;
    private final InstantSource clock;
    private final Alarm alarm;
    private final Queue<Sender> asked = new ConcurrentLinkedQueue<>();
    // the rest is of the thread of the schedule
    private final Set<Sender> toPlan = new LinkedHashSet<>();
    private Optional<Settings> known = Optional.empty();
    private Instant latest = Instant.EPOCH;

    @Inject
    ReleaseRound(
            HoldingArea area,
            Planning planning,
            WayOut wayOut,
            Custody custody,
            Retries retries,
            RunNotices runs,
            Strays strays,
            PermitNotices permits,
            Provider<Settings> settings,
            InstantSource clock,
            Alarm alarm) {
        this.area = area;
        this.planning = planning;
        this.wayOut = wayOut;
        this.custody = custody;
        this.retries = retries;
        this.runs = runs;
        this.strays = strays;
        this.permits = permits;
        this.settings = settings;
        this.clock = clock;
        this.alarm = alarm;
    }

    /** Has the mails of {@code sender} planned anew in the next round; of any thread. */
    void look(Sender sender) {
        asked.add(sender);
    }

    /** Does what is due. Answers when to look again. */
    Instant round() {
        Instant now = clock.instant();
        notice(now);
        plan();
        due(now, MAILS).forEach(this::due);
        runs.look(now);
        permits.look(now);
        strays.look(now).forEach(this::look);
        return next(clock.instant());
    }

    private void notice(Instant now) {
        retries.keepOnly(id -> area.find(id).isPresent());
        Settings inForce = settings.get();
        boolean wentBack = now.isBefore(latest.minus(STEP));
        if (wentBack) {
            retries.clockWentBack(now);
        }
        if (wentBack || known.filter(before -> before == inForce).isEmpty()) {
            toPlan.addAll(area.senders());
        }
        known = Optional.of(inForce);
        latest = now;
        for (Sender sender = asked.poll(); sender != null; sender = asked.poll()) {
            toPlan.add(sender);
        }
    }

    private void plan() {
        int planned = 0;
        for (Iterator<Sender> senders = toPlan.iterator(); senders.hasNext() && planned < ACCOUNTS; ) {
            Sender sender = senders.next();
            if (!retries.holdBack(sender, clock.instant()) && plan(sender)) {
                senders.remove();
                planned++;
            }
        }
    }

    private boolean plan(Sender sender) {
        return guarded(sender, () -> planning.plan(sender, clock.instant()));
    }

    /** What is due, {@code most} and as many as may be kept back: these must not hide the mails of others. */
    private ImmutableList<HeldMail> due(Instant now, int most) {
        long keptBack = retries.heldBack(now).stream()
                .mapToLong(sender -> area.total(sender).messages())
                .sum();
        return area.due(now, Math.toIntExact(most + retries.mails() + keptBack));
    }

    private void due(HeldMail due) {
        Instant now = clock.instant();
        if (toPlan.contains(due.sender()) || retries.holdBack(due, now)) {
            return;
        }
        // what was done for another mail of its account may have changed it
        area.find(due.id())
                .filter(mail -> mail.waits().equals(due.waits()))
                .ifPresent(mail -> guarded(mail.sender(), () -> handle(mail, now)));
    }

    private void handle(HeldMail mail, Instant now) {
        if (wayOut.isOut(mail.id())) {
            custody.scheduled(mail, held -> wayOut.finish(held, now), now);
        } else if (mail.waits() instanceof Waits.ForTurn) {
            planning.depart(mail, now);
        } else if (mail.waits() instanceof Waits.ForLifting) {
            planning.plan(mail.sender(), now);
        } else {
            Waited.Returned why = new Waited.Returned(Waited.Cause.UNDECIDED, Optional.empty());
            custody.scheduled(mail, held -> wayOut.sendBack(held, why, now), now);
        }
    }

    private boolean guarded(Sender sender, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            Instant now = clock.instant();
            retries.failed(sender, now);
            alarm.raise("could not look after the held mail of " + sender + ", it is tried again", fault, now);
            return false;
        }
    }

    private Instant next(Instant now) {
        if (toPlan.stream().anyMatch(sender -> !retries.holdBack(sender, now))
                || due(now, 1).stream().anyMatch(mail -> !retries.holdBack(mail, now))) {
            return now;
        }
        Optional<Instant> head = area.next().map(at -> at.isAfter(now) ? at : now.plus(WHILE_FAILING));
        return Stream.of(head, retries.next(now), Optional.of(runs.next(now)), Optional.of(now.plus(TICK)))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElseThrow();
    }
}
