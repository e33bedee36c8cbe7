/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;

import com.google.common.primitives.ImmutableLongArray;

/**
 * How a {@link SendRecord} gets room for one more send, and is kept from growing without end.
 *
 * <p>Up to {@value #EXACT_ROWS} rows every instant is exact to the millisecond. Beyond that a row is dropped when its
 * neighbours are closer together than 1/{@value #COARSENESS} of their age; as totals run on, its sends then count at the
 * next row's instant: later by less than 1/{@value #COARSENESS} of any window that still holds them, never earlier, so
 * nothing is ever over-granted. That leaves some 3,500 rows for a month of sending without end (exponential histograms:
 * Datar, Gionis, Indyk, Motwani, <em>Maintaining Stream Statistics over Sliding Windows</em>, 2002, from which the idea of
 * precision relative to age comes), and a quarter more before they are next tidied. Of sends whose rows were dropped the
 * latest {@value #MERGED_IDS} ids are kept.
 */
final class Growth {
    static final int EXACT_ROWS = 1_000;
    static final int MERGED_IDS = 2_000;
    private static final int COARSENESS = 100;

    private Growth() {}

    /** What a window as long as {@code keep} holds of {@code record}, with a claimed row after it. */
    static SendRecord forSend(SendRecord record, long now, Charge next, Duration keep) {
        int outside = record.rows()
                .lastAtOrBefore(
                        record.origin(), record.last(), RollingWindow.of(keep).closedBy(now));
        SendRecord kept =
                record.last() - outside < EXACT_ROWS ? copied(record, outside) : tidied(record, outside, now, true);
        return claimed(kept, now, next);
    }

    /** All of {@code record}, with a claimed row after it. */
    static SendRecord forTurn(SendRecord record, long now, Charge next) {
        return claimed(copied(record, record.origin()), now, next);
    }

    /** For how many rows there is to be room where so many are in use. */
    static int roomFor(int live) {
        return live + 2 + live / 4;
    }

    /** Those of both that are kept. */
    static ImmutableLongArray merged(ImmutableLongArray merged, ImmutableLongArray more) {
        long[] all = LongStream.concat(merged.stream(), more.stream()).toArray();
        return ImmutableLongArray.copyOf(Arrays.copyOfRange(all, Math.max(0, all.length - MERGED_IDS), all.length));
    }

    private static SendRecord claimed(SendRecord kept, long now, Charge next) {
        // an old base, or totals that ran far, begin anew
        SendRecord fitting = kept.rows().fits(kept.last(), now, next) ? kept : tidied(kept, kept.origin(), now, false);
        SendRecord.checkFits(fitting.rows().fits(fitting.last(), now, next));
        fitting.rows().claim(fitting.last());
        return fitting;
    }

    private static SendRecord copied(SendRecord record, int outside) {
        int first = Math.max(0, outside);
        Rows copy = record.rows().copy(first, record.last(), roomFor(record.last() - first + 1));
        return new SendRecord(copy, outside - first, record.last() - first, record.merged());
    }

    /** Counted from a new base, if {@code merging} without the rows that are too close together for their age. */
    private static SendRecord tidied(SendRecord record, int outside, long now, boolean merging) {
        Rows rows = record.rows();
        int live = record.last() - outside;
        Rows copy = Rows.from(live == 0 ? now : rows.instant(outside + 1), roomFor(live));
        long[] ids = new long[live];
        int dropped = 0;
        int before = outside;
        int end = Rows.NONE;
        for (int row = outside + 1; row <= record.last(); row++) {
            if (merging && row < record.last() && before > outside && mergesForward(rows, before, row + 1, now)) {
                ids[dropped++] = rows.id(row);
                continue;
            }
            boolean alone = before == row - 1;
            if (!alone) {
                // a row that counts for others too must not be taken for the last of them
                ids[dropped++] = rows.id(row);
            }
            copy.claim(end);
            copy.write(end++, rows.instant(row), alone ? rows.id(row) : 0, rows.between(before, row));
            before = row;
        }
        ImmutableLongArray gone =
                ImmutableLongArray.copyOf(Arrays.stream(ids, 0, dropped).filter(id -> id != 0));
        return new SendRecord(copy, Rows.NONE, end, dropped == 0 ? record.merged() : merged(record.merged(), gone));
    }

    /** Whether all sends after {@code before} may count at {@code next}: its distance is small for its age. */
    private static boolean mergesForward(Rows rows, int before, int next, long now) {
        return rows.instant(next) - rows.instant(before) <= (now - rows.instant(next)) / COARSENESS;
    }
}
