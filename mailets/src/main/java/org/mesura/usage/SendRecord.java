/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

/**
 * What one account sent and when: the one record that serves all its limits and windows.
 *
 * <p><b>How.</b> A row stands for a send: its instant, its id and, for each measure, the running total up to and
 * including it. What a window holds is then a difference of two totals, found by binary search, whatever the length of
 * the window:
 *
 * <pre>
 *   row   instant    messages  recipients
 *  origin                 0          0
 *    0    10:00:05       1         40
 *    1    10:00:20       2         70
 *    2    10:00:50       3        150
 * </pre>
 *
 * At 10:01:10 the window of a minute is {@code (10:00:10, 10:01:10]}; row 0 is the last outside, so it holds 150 - 40 =
 * 110 recipients. With a limit of 120, a message to 30 recipients needs the total outside to reach 150 - (120 - 30) =
 * 60; row 1 is the first that does, so it fits at 10:00:20 + 1 min = 10:01:20, exactly, not earlier.
 *
 * <p><b>Bound.</b> Up to 1,000 sends every instant is exact to the millisecond; beyond that a send may count later by less
 * than 1/100 of any window that still holds it, never earlier, so that nothing is over-granted: {@link Growth} says how.
 *
 * <p><b>Clock steps.</b> {@link #asOf} moves the whole record back with a clock that went back.
 *
 * <p>Immutable; {@link Rows} says how records share rows. Whoever keeps very many of them may keep the {@link #sheet} and the
 * {@link #span} of a short one, and make it anew of them.
 */
public final class SendRecord {
    /** The record of an account that sent nothing. */
    public static final SendRecord EMPTY = new SendRecord(Rows.EMPTY, Rows.NONE, Rows.NONE, ImmutableLongArray.of());

    /** By how much the clock may be behind the latest send without having gone back: threads read it out of order. */
    public static final Duration SKEW = Duration.ofSeconds(2);

    /** Takes sends one by one, each with its instant in milliseconds. */
    @FunctionalInterface
    public interface Reader {
        void send(long id, long millis, long messages, long recipients, long external, long bytes);
    }

    // what the rows are, and not the rows themselves: one object less to fetch for each account
    private final long[] cells;
    private final char[] index;
    private final int origin;
    private final int last;
    private final ImmutableLongArray merged;

    SendRecord(Rows rows, int origin, int last, ImmutableLongArray merged) {
        this(rows.cells(), rows.index(), origin, last, merged);
    }

    private SendRecord(long[] cells, char[] index, int origin, int last, ImmutableLongArray merged) {
        this.cells = cells;
        this.index = index;
        this.origin = origin;
        this.last = last;
        this.merged = merged;
    }

    /** The record of {@code sent}, in the order of their instants, and of merged sends of which only the ids are known. */
    public static SendRecord of(Stream<Sent> sent, ImmutableLongArray merged) {
        return of(sent, merged, sends -> sends);
    }

    /** @param room for how many sends there is to be room where there are so many */
    private static SendRecord of(Stream<Sent> sent, ImmutableLongArray merged, IntUnaryOperator room) {
        List<Sent> all = sent.sorted(Comparator.comparing(Sent::at)).toList();
        if (all.isEmpty()) {
            return merged.isEmpty() ? EMPTY : new SendRecord(Rows.EMPTY, Rows.NONE, Rows.NONE, merged);
        }
        Rows rows = Rows.from(RollingWindow.sentAt(all.get(0).at()), room.applyAsInt(all.size()));
        int last = Rows.NONE;
        for (Sent one : all) {
            checkFits(rows.fits(last, RollingWindow.sentAt(one.at()), one.charge()));
            rows.claim(last);
            rows.write(last++, RollingWindow.sentAt(one.at()), one.id(), one.charge());
        }
        return new SendRecord(rows, Rows.NONE, last, merged);
    }

    /**
     * The record that sees {@code span} of {@code sheet}.
     *
     * @param sheet what {@link #sheet} gave of a short record
     * @param span what {@link #span} gave of it
     */
    public static SendRecord on(Object sheet, int span) {
        return new SendRecord(
                (long[]) sheet,
                Rows.NOT_INDEXED,
                (span >>> Character.SIZE) - 1,
                (span & Character.MAX_VALUE) - 1,
                ImmutableLongArray.of());
    }

    /** Whether there is room for few sends only, and none of them was merged: sheet and span are all there is of it. */
    public boolean isShort() {
        return index.length == 0 && merged.isEmpty();
    }

    /** On what the rows are written, with those of the records it grew from: nothing to be read by others. */
    public Object sheet() {
        return cells;
    }

    /** Which rows of its sheet a short record sees: the one before the first and the last, each counted from 1. */
    public int span() {
        return origin + 1 << Character.SIZE | last + 1;
    }

    /** What of {@code measure} was sent in {@code (now - window, now]}. */
    public long used(Measure measure, Duration window, Instant now) {
        return sentAfter(RollingWindow.of(window).closedBy(RollingWindow.askedAt(now)), measure);
    }

    /** All that was sent in {@code (now - window, now]}. */
    public Charge sent(Duration window, Instant now) {
        return rows().between(outsideOf(window, RollingWindow.askedAt(now)), last);
    }

    /** What each of {@code limits} has used at {@code now}, in their order. */
    public long[] used(List<Limit> limits, Instant now) {
        long millis = RollingWindow.askedAt(now);
        Rows rows = rows();
        // first the row before each limit's window
        long[] used = new long[limits.size()];
        for (int index = 0; index < used.length; index++) {
            Duration window = limits.get(index).window();
            int known = index - 1;
            while (known >= 0 && !limits.get(known).window().equals(window)) {
                known--;
            }
            // limits share few windows: one search for each
            used[index] = known >= 0 ? used[known] : outsideOf(window, millis);
        }
        for (int index = 0; index < used.length; index++) {
            used[index] =
                    rows.between((int) used[index], last, limits.get(index).measure());
        }
        return used;
    }

    /** How full each of {@code limits} is at {@code now}. */
    public ImmutableList<LimitUsage> usage(List<Limit> limits, Instant now) {
        return Usage.of(ImmutableList.copyOf(limits), used(limits, now), Charge.NOTHING)
                .list();
    }

    /**
     * The earliest instant, not before {@code now}, at which {@code asked} fits {@code limit} if nothing else is sent.
     * Asking for nothing always fits.
     *
     * @throws IllegalArgumentException if it asks for more than the limit ever gives
     */
    public Instant freeAt(Limit limit, long asked, Instant now) {
        return new Ledger(this, EMPTY).freeAt(limit, asked, now);
    }

    /** Whether no window as long as {@code keep} holds anything at {@code now}. */
    public boolean isEmpty(Duration keep, Instant now) {
        return isEmpty() || rows().instant(last) <= RollingWindow.of(keep).closedBy(RollingWindow.askedAt(now));
    }

    /** Whether a send with this id is in the record. */
    public boolean knows(long id) {
        return Rows.mayHold(cells, id) && rows().find(origin, last, id) != origin
                || merged.length() > 0 && merged.contains(id);
    }

    /** The send with this id; empty if there is none or if it was merged with others. */
    public Optional<Sent> find(long id) {
        int row = rows().find(origin, last, id);
        return row == origin ? Optional.empty() : Optional.of(sent(row));
    }

    /** The sends, in the order of their instants; those that were merged as one. */
    public ImmutableList<Sent> sent() {
        ImmutableList.Builder<Sent> sent = ImmutableList.builderWithExpectedSize(last - origin);
        for (int row = origin + 1; row <= last; row++) {
            sent.add(sent(row));
        }
        return sent.build();
    }

    /** Hands over the sends of {@link #sent}, without an object for each. */
    public void forEach(Reader reader) {
        rows().forEach(origin, last, reader);
    }

    /** Whether any send has an id. */
    public boolean hasIds() {
        for (int row = last; row > origin; row--) {
            if (rows().id(row) != 0) {
                return true;
            }
        }
        return false;
    }

    /** The ids of the latest sends whose rows were merged. */
    public ImmutableLongArray merged() {
        return merged;
    }

    /** This record as it is at {@code now}: after a clock that went back by more than {@link #SKEW}, moved with it. */
    public SendRecord asOf(Instant now) {
        boolean wentBack = !isEmpty() && rows().instant(last) - now.toEpochMilli() > SKEW.toMillis();
        return wentBack ? movedBy(Duration.between(latest(), now)) : this;
    }

    /** The instant of the earliest send. */
    Instant earliest() {
        return Instant.ofEpochMilli(rows().instant(origin + 1));
    }

    /** The instant of the latest send, of which there must be one. */
    public Instant latest() {
        return Instant.ofEpochMilli(rows().instant(last));
    }

    SendRecord movedBy(Duration step) {
        return isEmpty() ? this : new SendRecord(rows().movedBy(step.toMillis()), origin, last, merged);
    }

    /** As {@link #with(long, Charge, Instant, Duration)} for a send that nobody will ask for again. */
    public SendRecord with(Charge charge, Instant now, Duration keep) {
        return with(0, charge, now, keep);
    }

    /**
     * This record with one more send.
     *
     * @param id a fingerprint of the submission's id
     * @param now the instant of the send; it counts no earlier than the sends before it
     * @param keep the longest window that will be asked for: what lies outside may be forgotten
     */
    public SendRecord with(long id, Charge charge, Instant now, Duration keep) {
        long millis = notBeforeTheLast(now);
        Rows rows = rows();
        boolean fits = rows.fits(last, millis, charge) && rows.claim(last);
        return (fits ? this : Growth.forSend(this, millis, charge, keep)).write(id, charge, millis);
    }

    /** As {@link #with(long, Charge, Instant, Duration)} for a turn to come: none is ever merged, for each leaves alone. */
    SendRecord withTurn(long id, Charge charge, Instant at) {
        long millis = notBeforeTheLast(at);
        boolean fits = rows().fits(last, millis, charge) && rows().claim(last);
        return (fits ? this : Growth.forTurn(this, millis, charge)).write(id, charge, millis);
    }

    private long notBeforeTheLast(Instant instant) {
        long sentAt = RollingWindow.sentAt(instant);
        return isEmpty() ? sentAt : Math.max(sentAt, rows().instant(last));
    }

    /** With a row in the place that is claimed for it. */
    private SendRecord write(long id, Charge charge, long millis) {
        rows().write(last, millis, id, charge);
        return new SendRecord(cells, index, origin, last + 1, merged);
    }

    /** This record without the send of this id; the same if it is not in it. */
    public SendRecord without(long id) {
        int gone = rows().find(origin, last, id);
        return gone == origin ? this : of(sent().stream().filter(one -> one.id() != id), merged);
    }

    /** This record with every send that is known by its id, and nothing charged for any. */
    public SendRecord withoutCharges() {
        return of(
                sent().stream().filter(one -> one.id() != 0).map(one -> new Sent(one.id(), one.at(), Charge.NOTHING)),
                merged);
    }

    /** This record without the sends of these ids. */
    public SendRecord without(Set<Long> ids) {
        return ids.stream().noneMatch(this::knows)
                ? this
                : of(sent().stream().filter(one -> !ids.contains(one.id())), merged);
    }

    /**
     * This record and {@code other}; a send that both have counts once, and so does a row of several if one record grew from
     * the other; one that no window holds any more not at all.
     */
    public SendRecord joinedTo(SendRecord other) {
        if (other.isEmpty() && other.merged.isEmpty()) {
            return this;
        }
        Instant latest = Stream.of(this, other)
                .filter(record -> !record.isEmpty())
                .map(SendRecord::latest)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        Set<Long> seen = new HashSet<>();
        Set<Sent> own = Set.copyOf(sent());
        Stream<Sent> both = Stream.concat(
                        sent().stream(), other.sent().stream().filter(one -> one.id() != 0 || !own.contains(one)))
                .filter(one -> one.at().isAfter(latest.minus(Limit.LONGEST)))
                // what one has merged counts there already
                .filter(one -> one.id() == 0
                        || seen.add(one.id()) && !merged.contains(one.id()) && !other.merged.contains(one.id()));
        // one that both have would push out another
        ImmutableLongArray more =
                ImmutableLongArray.copyOf(other.merged.stream().filter(id -> !merged.contains(id)));
        return of(both, Growth.merged(merged, more));
    }

    /**
     * This record with what was done to {@code before} elsewhere until it was {@code after}: sends that came, moved or were
     * taken back. A send that both know is as it is in {@code after}.
     */
    public SendRecord withChange(SendRecord before, SendRecord after) {
        if (before == after) {
            return this;
        }
        return this == before ? after : RecordChange.of(before, after).appliedTo(this);
    }

    /**
     * Whether this is {@code before} and nothing but sends after its last. Seen only of records that share their rows: of
     * others it is not asked what they hold.
     */
    public boolean grewFrom(SendRecord before) {
        return cells == before.cells && origin == before.origin && last >= before.last && merged == before.merged;
    }

    /** The first {@code sends} of this record, and the merged ids. */
    public SendRecord first(int sends) {
        return new SendRecord(rows(), origin, origin + sends, merged);
    }

    /** What {@link #first} leaves out. */
    public SendRecord after(int sends) {
        return new SendRecord(rows(), origin + sends, last, ImmutableLongArray.of());
    }

    /**
     * This record and, behind its sends, those of {@code later}, with room for more.
     *
     * @throws IllegalArgumentException if {@code later} begins before this ends
     */
    public SendRecord followedBy(SendRecord later) {
        checkArgument(
                isEmpty() || later.isEmpty() || !later.earliest().isBefore(latest()), "later sends that are earlier");
        return of(Stream.concat(sent().stream(), later.sent().stream()), merged, Growth::roomFor);
    }

    /** How many rows the record holds: what its memory is proportional to. */
    public int size() {
        return last - origin;
    }

    /** Whether {@code other} sees the same rows of the same sheet; the same sends in other rows are not equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SendRecord record && grewFrom(record) && last == record.last;
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(cells) + last;
    }

    Rows rows() {
        return new Rows(cells, index);
    }

    /** The row before the first send. */
    int origin() {
        return origin;
    }

    /** The row of the last send. */
    int last() {
        return last;
    }

    boolean isEmpty() {
        return last == origin;
    }

    /** What of {@code measure} was sent after {@code millis}. */
    long sentAfter(long millis, Measure measure) {
        return rows().between(rows().lastAtOrBefore(origin, last, millis), last, measure);
    }

    /** The millisecond of the send at this place in {@link #sent}. */
    long instantOf(int place) {
        return rows().instant(origin + 1 + place);
    }

    /** What of {@code measure} was sent with the send at this place in {@link #sent} and those before it. */
    long upTo(int place, Measure measure) {
        return rows().between(origin, origin + 1 + place, measure);
    }

    /** All of {@code measure} in the record. */
    long all(Measure measure) {
        return rows().between(origin, last, measure);
    }

    /** The instant of the send with which the record reaches {@code amount}, at least 1 and at most all, of a measure. */
    long reaches(long amount, Measure measure) {
        return rows().instant(rows().firstTotalOf(origin, last, rows().total(origin, measure) + amount, measure));
    }

    private Sent sent(int row) {
        return new Sent(rows().id(row), Instant.ofEpochMilli(rows().instant(row)), rows().between(row - 1, row));
    }

    private int outsideOf(Duration window, long now) {
        return rows().lastAtOrBefore(origin, last, RollingWindow.of(window).closedBy(now));
    }

    static void checkFits(boolean fits) {
        checkArgument(fits, "a record holds at most 4,294,967,295 messages or recipients in at most 49 days");
    }
}
