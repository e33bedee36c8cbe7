/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

import com.google.common.collect.ImmutableList;

/**
 * What one account sent and when: the one record that serves all its limits and windows.
 *
 * <p><b>How.</b> A row stands for a send: its instant and, for each measure, the running total up to and including it.
 * What a window holds is then a difference of two totals, found by binary search, whatever the length of the window:
 *
 * <pre>
 *   row   instant    messages  recipients
 *    0    (origin)       0          0
 *    1    10:00:05       1         40
 *    2    10:00:20       2         70
 *    3    10:00:50       3        150
 * </pre>
 *
 * At 10:01:10 the window of a minute is {@code (10:00:10, 10:01:10]}; row 1 is the last outside, so it holds 150 - 40 =
 * 110 recipients. With a limit of 120, a message to 30 recipients needs the total outside to reach 150 - (120 - 30) =
 * 60; row 2 is the first that does, so it fits at 10:00:20 + 1 min = 10:01:20, exactly, not earlier.
 *
 * <p><b>Bound.</b> Up to {@value #EXACT_ROWS} rows every instant is exact to the millisecond. Beyond that a row is
 * dropped when its neighbours are closer together than 1/100 of their age; as totals run on, its sends then count at the
 * next row's instant: later by less than 1/100 of any window that still holds them, never earlier, so nothing is ever
 * over-granted. That leaves some 3,500 rows for a month of sending without end (exponential histograms: Datar, Gionis,
 * Indyk, Motwani, <em>Maintaining Stream Statistics over Sliding Windows</em>, 2002, from which the idea of precision
 * relative to age comes).
 *
 * <p><b>Clock steps.</b> When the clock goes back, sends that now lie in the future count as sent now: they stay in each
 * window for its length from now on at the longest, and never leave it early.
 *
 * <p>Immutable.
 */
public final class SendRecord {
    /** The record of an account that sent nothing. */
    public static final SendRecord EMPTY = new SendRecord(new long[] {Long.MIN_VALUE, 0, 0, 0, 0});

    static final int EXACT_ROWS = 1_000;
    private static final int WIDTH = 1 + Measure.values().length;
    private static final int COARSENESS = 100;

    private final long[] cells;

    private SendRecord(long[] cells) {
        this.cells = cells;
    }

    /** What of {@code measure} was sent in {@code (now - window, now]}. */
    public long used(Measure measure, Duration window, Instant now) {
        long outside = RollingWindow.of(window).closedBy(now.toEpochMilli());
        return total(last(), measure) - total(lastAtOrBefore(outside), measure);
    }

    /** How full each of {@code limits} is at {@code now}. */
    public ImmutableList<LimitUsage> usage(List<Limit> limits, Instant now) {
        return limits.stream()
                .map(limit -> new LimitUsage(limit, used(limit.measure(), limit.window(), now)))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * The earliest instant, not before {@code now}, at which {@code asked} fits {@code limit} if nothing else is sent.
     * Asking for nothing always fits.
     *
     * @throws IllegalArgumentException if it asks for more than the limit ever gives
     */
    public Instant freeAt(Limit limit, long asked, Instant now) {
        checkArgument(asked <= limit.quantity(), "%s never fits %s", asked, limit);
        if (asked == 0) {
            return now;
        }
        long mayStay = limit.quantity() - asked;
        int leaver = firstTotalOf(total(last(), limit.measure()) - mayStay, limit.measure());
        if (leaver == 0) {
            return now;
        }
        long free = RollingWindow.of(limit.window()).freeOf(instant(leaver));
        return free <= now.toEpochMilli() ? now : Instant.ofEpochMilli(free);
    }

    /** When the first send of the window {@code (now - window, now]} was; empty if it holds none. */
    public Optional<Instant> since(Duration window, Instant now) {
        int first = lastAtOrBefore(RollingWindow.of(window).closedBy(now.toEpochMilli())) + 1;
        return first <= last() ? Optional.of(Instant.ofEpochMilli(instant(first))) : Optional.empty();
    }

    /** Whether no window as long as {@code keep} holds anything at {@code now}. */
    public boolean isEmpty(Duration keep, Instant now) {
        return instant(last()) <= RollingWindow.of(keep).closedBy(now.toEpochMilli());
    }

    /** This record after a clock that may have gone back: no send lies after {@code now}. */
    public SendRecord asOf(Instant now) {
        long millis = now.toEpochMilli();
        if (instant(last()) <= millis) {
            return this;
        }
        int kept = lastAtOrBefore(millis);
        long[] next = Arrays.copyOf(cells, (kept + 2) * WIDTH);
        System.arraycopy(cells, last() * WIDTH, next, (kept + 1) * WIDTH, WIDTH);
        next[(kept + 1) * WIDTH] = millis;
        return new SendRecord(next);
    }

    /**
     * This record with one more send, without what lies outside every window.
     *
     * @param now the instant of the send, not before any instant in the record: see {@link #asOf}
     * @param keep the longest window that will be asked for
     */
    public SendRecord with(Charge charge, Instant now, Duration keep) {
        long millis = now.toEpochMilli();
        checkArgument(instant(last()) <= millis, "a send must not be recorded before an earlier one");
        int origin = lastAtOrBefore(RollingWindow.of(keep).closedBy(millis));
        int rows = last() - origin + 2;
        long[] next = Arrays.copyOfRange(cells, origin * WIDTH, (origin + rows) * WIDTH);
        next[0] = Long.MIN_VALUE;
        boolean sameInstant = last() > origin && instant(last()) == millis;
        int row = sameInstant ? rows - 2 : rows - 1;
        next[row * WIDTH] = millis;
        for (Measure measure : Measure.values()) {
            next[row * WIDTH + column(measure)] = Math.addExact(total(last(), measure), charge.of(measure));
        }
        long[] exact = sameInstant ? Arrays.copyOf(next, (rows - 1) * WIDTH) : next;
        return new SendRecord(row > EXACT_ROWS ? coarse(exact, millis) : exact);
    }

    /** How many rows the record holds: what its memory is proportional to. */
    int rows() {
        return last();
    }

    private static long[] coarse(long[] rows, long now) {
        long[] kept = new long[rows.length];
        int end = WIDTH; // the origin stays
        System.arraycopy(rows, 0, kept, 0, WIDTH);
        for (int row = WIDTH; row < rows.length; row += WIDTH) {
            boolean newest = row + WIDTH == rows.length;
            if (newest || !mergesForward(kept[end - WIDTH], rows[row + WIDTH], now)) {
                System.arraycopy(rows, row, kept, end, WIDTH);
                end += WIDTH;
            }
        }
        return Arrays.copyOf(kept, end);
    }

    /** Whether all sends after {@code previous} may count at {@code next}: its distance is small for its age. */
    private static boolean mergesForward(long previous, long next, long now) {
        return previous != Long.MIN_VALUE && next - previous <= (now - next) / COARSENESS;
    }

    private int last() {
        return cells.length / WIDTH - 1;
    }

    private long instant(int row) {
        return cells[row * WIDTH];
    }

    private long total(int row, Measure measure) {
        return cells[row * WIDTH + column(measure)];
    }

    private static int column(Measure measure) {
        return 1 + measure.ordinal();
    }

    /** The last row at or before {@code millis}; the origin, row 0, lies before everything. */
    private int lastAtOrBefore(long millis) {
        int low = 0;
        int high = last();
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (instant(middle) <= millis) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The first row whose running total of {@code measure} reaches {@code wanted}, which the last row's does. */
    private int firstTotalOf(long wanted, Measure measure) {
        int low = 0;
        int high = last();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (total(middle, measure) >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
