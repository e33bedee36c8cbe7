/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;

import org.apache.mailet.MailetContext;
import org.mesura.config.Settings;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HeldRun;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Waits;
import org.mesura.notice.Occasion;
import org.mesura.notice.Turn;
import org.mesura.notice.Waited;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

/**
 * Tells senders of their runs of deferrals, see {@link HeldRun}: once, {@code deferredAfter} after one began, so that one
 * notice speaks of all that was sent at a time; not at all if nothing waits any more by then. Who was told of a run gets
 * a summary when it is over. What could not be told, because the server wrote enough in that hour or for a fault, is tried
 * again after {@link #AGAIN}.
 */
@Singleton
final class RunNotices {
    static final Duration AGAIN = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HoldingArea area;
    private final Provider<Settings> settings;
    private final Announcements announcements;
    private final Provider<MailetContext> context;
    /** The verdict on the latest mail of each account that was deferred, for the words; a restart forgets it. */
    private final Map<Sender, Verdict> latest = new ConcurrentHashMap<>();
    // the rest is of the thread of the schedule
    private final Map<Sender, Asked> asked = new HashMap<>();
    private Instant looked = Instant.EPOCH;
    private boolean running;

    @Inject
    RunNotices(
            HoldingArea area,
            Provider<Settings> settings,
            Announcements announcements,
            Provider<MailetContext> context) {
        this.area = area;
        this.settings = settings;
        this.announcements = announcements;
        this.context = context;
    }

    /** Notes why mail of an account was deferred; of any thread. */
    void note(Verdict verdict) {
        latest.put(verdict.sender(), verdict);
    }

    /** Tells what is to be told by {@code now}. */
    void look(Instant now) {
        if (!now.isBefore(looked) && now.isBefore(next(looked))) {
            return;
        }
        looked = now;
        ImmutableList<HeldRun> runs = area.runs();
        running = !runs.isEmpty();
        for (HeldRun run : runs) {
            if (run.isOver()) {
                area.close(run.sender()).ifPresent(over -> close(over, now));
            } else if (isToBeTold(run, now)) {
                tell(run, now);
            }
        }
    }

    /** When to look again, after a look at {@code now}. */
    Instant next(Instant now) {
        return running ? now.plus(PAUSE) : now.plus(ReleaseRound.TICK);
    }

    private boolean isToBeTold(HeldRun run, Instant now) {
        return !run.told()
                && Optional.ofNullable(asked.get(run.sender()))
                        .filter(before -> before.isEnoughFor(run, now))
                        .isEmpty()
                && !run.begun().plus(settings.get().deferredAfter()).isAfter(now);
    }

    private void tell(HeldRun run, Instant now) {
        ImmutableList<Instant> turns = area.of(run.sender()).stream()
                .map(HeldMail::waits)
                .filter(Waits.ForTurn.class::isInstance)
                .map(Waits::until)
                .collect(ImmutableList.toImmutableList());
        if (turns.isEmpty()) {
            return;
        }
        // first: a fault must not make it ask each second
        asked.put(run.sender(), new Asked(run.begun(), now, false));
        Optional<Verdict> verdict = Optional.ofNullable(latest.get(run.sender()))
                // noted once an earlier run was over, by which its mail had left already
                .filter(reviewed -> !reviewed.at().isBefore(run.begun()));
        Waited.ForTurn waited = new Waited.ForTurn(turns.size(), turns.get(0), turns.get(turns.size() - 1));
        Occasion occasion = Occasion.deferred(
                run.sender(),
                policyOf(run.sender()),
                verdict.flatMap(reviewed -> reviewed.decision().why()),
                waited,
                verdict.map(Verdict::usage).orElse(ImmutableList.of()),
                now);
        Optional<Turn> answer = announcements.announce(occasion, context.get());
        boolean answered = answer.filter(turn -> turn != Turn.HOUR_FULL).isPresent();
        asked.put(run.sender(), new Asked(run.begun(), now, answered));
        if (answer.filter(turn -> turn == Turn.TAKEN).isPresent()) {
            area.told(run.sender());
        }
    }

    private void close(HeldRun over, Instant now) {
        asked.remove(over.sender());
        latest.remove(over.sender());
        if (over.told()) {
            Waited.Over summary = new Waited.Over(over.begun(), over.left(), over.returned(), over.lastLeft());
            announcements.announce(
                    Occasion.summary(over.sender(), policyOf(over.sender()), summary, now), context.get());
        }
    }

    private String policyOf(Sender sender) {
        return settings.get().policies().termsOf(sender).policy().name();
    }

    /**
     * That it was asked whether a run may be told of.
     *
     * @param begun when the run began
     * @param at when it was asked last
     * @param answered whether that settled it
     */
    private record Asked(Instant begun, Instant at, boolean answered) {
        boolean isEnoughFor(HeldRun run, Instant now) {
            // a clock that went back must not silence it
            boolean lately = !now.isBefore(at) && now.isBefore(at.plus(AGAIN));
            return begun.equals(run.begun()) && (answered || lately);
        }
    }
}
