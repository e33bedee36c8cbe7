/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.mesura.policy.Deferral;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;

/**
 * What one account was charged, and the turns that are reserved for it: with it every question of the future is answered.
 *
 * <p><b>Reservations.</b> A reservation is a send at an instant to come. They stand in the order in which they were made,
 * none before another that was made earlier. A submission takes the first instant, not before the last reservation, at
 * which it fits every limit together with all that was sent and reserved, while reservations alone take no more of any
 * limit than {@link Deferral#reservable}. Nothing is planned after it, so windows that end later hold no more of it than
 * the one that ends there. When its instant comes it is {@link #settled}: a charge like any other.
 *
 * <p><b>Example.</b> Limit 10 messages a minute, 10 % kept. Ten went at 10:00:00, one a second to 10:00:09. An eleventh
 * is reserved for 10:01:00, when the first leaves, a twelfth for 10:01:01, and so on to the nineteenth at 10:01:08; the
 * twentieth would be the tenth reservation of a minute, one more than nine, so its turn is 10:02:00, when the eleventh
 * leaves. At 10:01:10 the window holds nine, so one ordinary message goes at once; it would not if that made any window
 * that ends at a reservation exceed the limit: a turn that was promised never moves.
 *
 * @param charged what was sent
 * @param reserved what is to be sent, in order
 */
public record Ledger(SendRecord charged, SendRecord reserved) {
    /** The ledger of an account that sent nothing. */
    public static final Ledger EMPTY = new Ledger(SendRecord.EMPTY, SendRecord.EMPTY);

    /**
     * A turn that can be reserved.
     *
     * @param at its instant
     * @param limit the limit it waits for; empty if it only waits for those before it
     */
    public record Turn(Instant at, Optional<Limit> limit) {}

    /** This ledger as it is at {@code now}: moved with a clock that went back, and reservations whose turn has come charged. */
    public Ledger at(Instant now, Duration keep) {
        SendRecord sent = charged.asOf(now);
        if (sent == charged) {
            return reachable(now).settled(now, keep);
        }
        return new Ledger(sent, reserved.movedBy(Duration.between(charged.latest(), now))).settled(now, keep);
    }

    /** No turn is further away than any delay may be: one that is was reserved by a clock that went back since. */
    private Ledger reachable(Instant now) {
        if (reserved.isEmpty()
                || !reserved.latest().isAfter(now.plus(Limit.LONGEST).plus(SendRecord.SKEW))) {
            return this;
        }
        return new Ledger(charged, reserved.movedBy(Duration.between(reserved.earliest(), now)));
    }

    private Ledger settled(Instant now, Duration keep) {
        if (reserved.isEmpty() || reserved.earliest().isAfter(now)) {
            return this;
        }
        SendRecord sent = charged;
        ImmutableList.Builder<Sent> waiting = ImmutableList.builder();
        for (Sent one : reserved.sent()) {
            if (one.at().isAfter(now)) {
                waiting.add(one);
            } else {
                sent = sent.with(one.id(), one.charge(), one.at(), keep);
            }
        }
        return new Ledger(sent, SendRecord.of(waiting.build().stream(), reserved.merged()));
    }

    /** What each of {@code limits} has used at {@code now}, without what is only reserved. */
    public long[] used(List<Limit> limits, Instant now) {
        return charged.used(limits, now);
    }

    /**
     * Whether {@code charge} fits {@code limit} at {@code now} and in every window that ends at a reservation.
     *
     * @param used what the limit has used at {@code now}
     */
    public boolean fits(Limit limit, long used, Charge charge, Instant now) {
        long asked = charge.of(limit.measure());
        if (asked == 0) {
            return true;
        }
        return used + asked <= limit.quantity() && (reserved.isEmpty() || fitsWithReserved(limit, asked, now));
    }

    /**
     * Whether {@code charge} {@link #fits} each of {@code limits}.
     *
     * @param used what each has used at {@code now}
     */
    public boolean fitsAll(List<Limit> limits, long[] used, Charge charge, Instant now) {
        for (int index = 0; index < used.length; index++) {
            if (!fits(limits.get(index), used[index], charge, now)) {
                return false;
            }
        }
        return true;
    }

    private boolean fitsWithReserved(Limit limit, long asked, Instant now) {
        RollingWindow window = RollingWindow.of(limit.window());
        for (int turn = 0; turn < reserved.size(); turn++) {
            long opened = window.closedBy(reserved.instantOf(turn));
            if (opened >= RollingWindow.sentAt(now)) {
                return true;
            }
            long planned = reserved.upTo(turn, limit.measure());
            if (charged.sentAfter(opened, limit.measure()) + planned + asked > limit.quantity()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The earliest instant, not before {@code now} nor before the last reservation, at which {@code asked} fits {@code
     * limit} if nothing else is sent. Asking for nothing always fits.
     *
     * @throws IllegalArgumentException if it asks for more than the limit ever gives
     */
    public Instant freeAt(Limit limit, long asked, Instant now) {
        checkArgument(asked <= limit.quantity(), "%s never fits %s", asked, limit);
        if (asked == 0) {
            return now;
        }
        Instant behind = behind(now);
        long planned = reserved.all(limit.measure());
        long mustLeave = charged.all(limit.measure()) + planned + asked - limit.quantity();
        if (mustLeave <= 0) {
            return behind;
        }
        long leaves = mustLeave <= charged.all(limit.measure())
                ? charged.reaches(mustLeave, limit.measure())
                : reserved.reaches(mustLeave - charged.all(limit.measure()), limit.measure());
        return Comparators.max(behind, freeOf(leaves, limit));
    }

    /** The earliest instant, not before {@code now}, that is before no reservation. */
    public Instant behind(Instant now) {
        return reserved.isEmpty() ? now : Comparators.max(now, reserved.latest());
    }

    /**
     * The earliest turn that {@code charge} can reserve.
     *
     * @return empty if it asks for more of a limit than reservations may take
     */
    public Optional<Turn> turn(List<Limit> limits, Charge charge, Deferral deferral, Instant now) {
        Turn turn = new Turn(behind(now), Optional.empty());
        for (Limit limit : limits) {
            long asked = charge.of(limit.measure());
            if (asked > deferral.reservable(limit)) {
                return Optional.empty();
            }
            Instant at = Comparators.max(freeAt(limit, asked, now), reservableAt(limit, asked, deferral));
            if (at.isAfter(turn.at())) {
                turn = new Turn(at, Optional.of(limit));
            }
        }
        return Optional.of(turn);
    }

    /** When reservations alone leave room for one more. */
    private Instant reservableAt(Limit limit, long asked, Deferral deferral) {
        long mustLeave = reserved.all(limit.measure()) + asked - deferral.reservable(limit);
        return asked == 0 || mustLeave <= 0 ? Instant.MIN : freeOf(reserved.reaches(mustLeave, limit.measure()), limit);
    }

    /** Whether anything waits. */
    public boolean hasReservations() {
        return !reserved.isEmpty();
    }

    /** How many turns are reserved. */
    public int turns() {
        return reserved.size();
    }

    /** What of {@code measure} is reserved. */
    public long reserved(Measure measure) {
        return reserved.all(measure);
    }

    /** This ledger with {@code charge} sent at {@code now}. */
    public Ledger with(long id, Charge charge, Instant now, Duration keep) {
        return new Ledger(charged.with(id, charge, now, keep), reserved);
    }

    /** This ledger with a turn reserved at {@code at}, which no reservation comes after. */
    public Ledger withReserved(long id, Charge charge, Instant at) {
        return new Ledger(charged, reserved.withTurn(id, charge, at));
    }

    /** Whether a submission with this id was charged or has a turn reserved. */
    public boolean knows(long id) {
        return charged.knows(id) || reserved.knows(id);
    }

    /** This ledger without the charge of this id; the same if it has none. */
    public Ledger refunded(long id) {
        return new Ledger(charged.without(id), reserved);
    }

    /** This ledger without the turn of this id; the others keep theirs. */
    public Ledger released(long id) {
        return new Ledger(charged, reserved.without(id));
    }

    /** What is charged or reserved for this id; empty if nothing is, or if it was merged with others. */
    public Optional<Sent> find(long id) {
        return reserved.find(id).or(() -> charged.find(id));
    }

    /** This ledger without what is charged and reserved for these ids. */
    public Ledger without(Set<Long> ids) {
        return new Ledger(charged.without(ids), reserved.without(ids));
    }

    /** This ledger and {@code other}; what both have counts once. */
    public Ledger joinedTo(Ledger other) {
        return new Ledger(charged.joinedTo(other.charged), reserved.joinedTo(other.reserved));
    }

    /**
     * This ledger with what was done to {@code before} elsewhere until it was {@code after}. A turn that was charged there
     * is not charged once more when it comes here.
     */
    public Ledger withChange(Ledger before, Ledger after) {
        // a turn that came while nobody touched it is no change
        Set<Sent> sentAfter = Set.copyOf(after.charged.sent());
        ImmutableSet<Sent> came =
                before.reserved.sent().stream().filter(sentAfter::contains).collect(ImmutableSet.toImmutableSet());
        SendRecord turnsBefore =
                before.reserved.without(came.stream().map(Sent::id).collect(ImmutableSet.toImmutableSet()));
        SendRecord sentBefore = before.charged.joinedTo(SendRecord.of(came.stream(), ImmutableLongArray.of()));
        RecordChange sends = RecordChange.of(sentBefore, after.charged);
        RecordChange turns = RecordChange.of(turnsBefore, after.reserved);
        // what was a turn there may have been charged here meanwhile, and the other way round
        ImmutableSet<Long> gone = ImmutableSet.<Long>builder()
                .addAll(sends.gone())
                .addAll(turns.gone())
                .build();
        SendRecord sent = sends.appliedTo(charged.without(gone));
        SendRecord waiting = turns.appliedTo(reserved.without(gone));
        return new Ledger(
                sent,
                waiting.without(waiting.sent().stream()
                        .map(Sent::id)
                        .filter(sent::knows)
                        .collect(ImmutableSet.toImmutableSet())));
    }

    /** Whether forgetting it loses nothing that any window as long as {@code keep} would hold at {@code now}. */
    public boolean isEmpty(Duration keep, Instant now) {
        return reserved.isEmpty(keep, now) && charged.isEmpty(keep, now);
    }

    private static Instant freeOf(long sentAt, Limit limit) {
        return Instant.ofEpochMilli(RollingWindow.of(limit.window()).freeOf(sentAt));
    }
}
