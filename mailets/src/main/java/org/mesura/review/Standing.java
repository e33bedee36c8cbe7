/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.policy.Escalation;
import org.mesura.review.Suspension.Cause;
import org.mesura.usage.SendRecord;

/**
 * Whether an account may send to outsiders. Without an administrator it is suspended for a time first, and until
 * somebody lifts it if that happens again within {@link Escalation#AGAIN}.
 *
 * @param suspension the latest suspension, which may be over; empty if there was none or it was lifted
 * @param escalatedAt when it was last suspended for its attempts
 */
public record Standing(Optional<Suspension> suspension, Optional<Instant> escalatedAt) {
    /** Nothing is known against the account. */
    public static final Standing GOOD = new Standing(Optional.empty(), Optional.empty());

    /** The suspension that holds at {@code now}. */
    public Optional<Suspension> suspensionAt(Instant now) {
        return suspension.filter(known -> known.holdsAt(now));
    }

    /**
     * This standing with a suspension of this length, or one until it is lifted. An administrator's replaces what holds;
     * another one never lengthens what holds but by holding until it is lifted.
     */
    Standing suspended(Optional<Duration> length, Cause cause, Instant now) {
        boolean kept = cause != Cause.ADMINISTRATOR
                && suspensionAt(now)
                        .filter(known -> length.isPresent() || known.until().isEmpty())
                        .isPresent();
        return kept ? this : new Standing(Optional.of(new Suspension(now, length.map(now::plus), cause)), escalatedAt);
    }

    /** As above for attempts: for a time, and until it is lifted the second time within a day. */
    Standing escalated(Escalation rule, Instant now) {
        boolean again =
                escalatedAt.filter(at -> at.plus(Escalation.AGAIN).isAfter(now)).isPresent();
        Standing next = suspended(again ? Optional.empty() : Optional.of(rule.suspendFor()), Cause.ATTEMPTS, now);
        return new Standing(next.suspension(), Optional.of(now));
    }

    /** This standing without a suspension; that it was suspended for its attempts is remembered. */
    Standing lifted() {
        return new Standing(Optional.empty(), escalatedAt);
    }

    /** This standing after a clock that went back: nothing began after {@code now}, and nothing lasts longer for it. */
    Standing asOf(Instant now) {
        Optional<Instant> escalated = escalatedAt.map(at -> at.isAfter(now) ? now : at);
        if (suspension.isEmpty() || !suspension.get().since().isAfter(now.plus(SendRecord.SKEW))) {
            return escalated.equals(escalatedAt) ? this : new Standing(suspension, escalated);
        }
        Suspension known = suspension.get();
        Duration step = Duration.between(known.since(), now);
        return new Standing(
                Optional.of(new Suspension(now, known.until().map(until -> until.plus(step)), known.cause())),
                escalated);
    }

    Standing joinedTo(Standing other, Instant now) {
        if (equals(other)) {
            return this;
        }
        return new Standing(
                Stream.of(suspensionAt(now), other.suspensionAt(now))
                        .flatMap(Optional::stream)
                        .reduce((one, two) -> lastsLonger(one, two) ? one : two),
                Stream.of(escalatedAt, other.escalatedAt)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder()));
    }

    /** This standing after what became of {@code before} elsewhere; where both changed, what lasts longer holds. */
    Standing withChange(Standing before, Standing after, Instant now) {
        if (before.equals(after)) {
            return this;
        }
        return equals(before) ? after : joinedTo(after, now);
    }

    boolean isGood(Instant now) {
        return suspensionAt(now).isEmpty()
                && escalatedAt
                        .filter(at -> at.plus(Escalation.AGAIN).isAfter(now))
                        .isEmpty();
    }

    private static boolean lastsLonger(Suspension one, Suspension other) {
        return one.until().isEmpty()
                || other.until().filter(end -> !end.isAfter(one.until().get())).isPresent();
    }
}
