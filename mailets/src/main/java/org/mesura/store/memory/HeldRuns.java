/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.hold.HeldRun;
import org.mesura.submission.Sender;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/** The runs of deferrals that are not closed. Not for several threads at once. */
final class HeldRuns {
    private final Map<Sender, HeldRun> runs = new HashMap<>();

    Optional<HeldRun> find(Sender sender) {
        return Optional.ofNullable(runs.get(sender));
    }

    ImmutableList<HeldRun> all() {
        return runs.values().stream()
                .sorted(Comparator.comparing(HeldRun::begun)
                        .thenComparing(run -> run.sender().account()))
                .collect(ImmutableList.toImmutableList());
    }

    ImmutableSet<Sender> senders() {
        return ImmutableSet.copyOf(runs.keySet());
    }

    /** One more mail of {@code sender} waits, since {@code since}: a run goes on or begins. */
    void join(Sender sender, Instant since) {
        add(new HeldRun(sender, since, 1, 0, 0, Optional.empty(), false));
    }

    /** One of those that wait left. */
    void left(Sender sender, Instant now) {
        HeldRun run = runs.get(sender);
        Optional<Instant> lastLeft = latest(run.lastLeft(), Optional.of(now));
        runs.put(
                sender,
                new HeldRun(
                        sender, run.begun(), run.waiting() - 1, run.left() + 1, run.returned(), lastLeft, run.told()));
    }

    /** One of those that wait went back. */
    void returned(Sender sender) {
        HeldRun run = runs.get(sender);
        runs.put(
                sender,
                new HeldRun(
                        sender,
                        run.begun(),
                        run.waiting() - 1,
                        run.left(),
                        run.returned() + 1,
                        run.lastLeft(),
                        run.told()));
    }

    /** One of those that wait is none of the run after all: as if it had never been. */
    void withdraw(Sender sender) {
        HeldRun run = runs.get(sender);
        HeldRun before = new HeldRun(
                sender, run.begun(), run.waiting() - 1, run.left(), run.returned(), run.lastLeft(), run.told());
        boolean never = before.isOver() && before.left() == 0 && before.returned() == 0 && !before.told();
        runs.compute(sender, (name, known) -> never ? null : before);
    }

    /** Whether there is a run of which the sender had not been told. */
    boolean tell(Sender sender) {
        HeldRun run = runs.get(sender);
        if (run == null || run.told()) {
            return false;
        }
        runs.put(
                sender,
                new HeldRun(sender, run.begun(), run.waiting(), run.left(), run.returned(), run.lastLeft(), true));
        return true;
    }

    Optional<HeldRun> close(Sender sender) {
        Optional<HeldRun> over = find(sender).filter(HeldRun::isOver);
        over.ifPresent(run -> runs.remove(sender));
        return over;
    }

    /** Makes the run of {@code from}, if there is one, part of that of {@code to}. Answers whether there was one. */
    boolean rename(Sender from, Sender to) {
        Optional<HeldRun> moved = Optional.ofNullable(runs.remove(from));
        moved.ifPresent(run -> add(
                new HeldRun(to, run.begun(), run.waiting(), run.left(), run.returned(), run.lastLeft(), run.told())));
        return moved.isPresent();
    }

    /** Joins {@code run} to what is known of its sender's. */
    void add(HeldRun run) {
        runs.merge(
                run.sender(),
                run,
                (known, more) -> new HeldRun(
                        known.sender(),
                        Comparators.min(known.begun(), more.begun()),
                        known.waiting() + more.waiting(),
                        known.left() + more.left(),
                        known.returned() + more.returned(),
                        latest(known.lastLeft(), more.lastLeft()),
                        known.told() || more.told()));
    }

    private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }
}
