/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.mesura.policy.Measure;

/**
 * The rows of a {@link SendRecord} and of those it grew from, in one array of longs, 32 octets a row:
 *
 * <pre>
 *   cell 0          how many rows were claimed
 *   cell 1          the base: the instant, in milliseconds, from which rows count theirs
 *   cell 2 + 4 r    upper half: milliseconds since the base;  lower half: running total of messages
 *   cell 3 + 4 r    the id
 *   cell 4 + 4 r    upper half: running total of recipients;  lower half: of external recipients
 *   cell 5 + 4 r    running total of bytes
 * </pre>
 *
 * A record sees the rows up to its last one. The record that grows from it takes the next free row, if it is the first to
 * claim it, and copies the rows if not; so records stay immutable and growing costs one row. Halves are unsigned: a row
 * lies at most 49 days after the base, and a record holds at most 4,294,967,295 messages or recipients; a send beyond
 * that is rejected.
 */
final class Rows {
    static final int NONE = -1;
    static final Rows EMPTY = new Rows(new long[2]);

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int HEAD = 2;
    private static final int WIDTH = 4;
    private static final long HALF = 0xFFFF_FFFFL;

    private final long[] cells;

    private Rows(long[] cells) {
        this.cells = cells;
    }

    /** Room for so many rows, counted from {@code base}. */
    static Rows from(long base, int capacity) {
        long[] cells = new long[HEAD + capacity * WIDTH];
        cells[1] = base;
        return new Rows(cells);
    }

    int capacity() {
        return (cells.length - HEAD) / WIDTH;
    }

    long instant(int row) {
        return cells[1] + (cells[cell(row)] >>> Integer.SIZE);
    }

    long id(int row) {
        return cells[cell(row) + 1];
    }

    /** The running total of {@code measure} up to and including {@code row}; nothing before the first. */
    long total(int row, Measure measure) {
        if (row == NONE) {
            return 0;
        }
        int cell = cell(row);
        return switch (measure) {
            case MESSAGES -> cells[cell] & HALF;
            case RECIPIENTS -> cells[cell + 2] >>> Integer.SIZE;
            case EXTERNAL_RECIPIENTS -> cells[cell + 2] & HALF;
            case BYTES -> cells[cell + 3];
        };
    }

    /** What the rows after {@code before} up to and including {@code row} took. */
    Charge between(int before, int row) {
        return new Charge(
                total(row, Measure.MESSAGES) - total(before, Measure.MESSAGES),
                total(row, Measure.RECIPIENTS) - total(before, Measure.RECIPIENTS),
                total(row, Measure.EXTERNAL_RECIPIENTS) - total(before, Measure.EXTERNAL_RECIPIENTS),
                total(row, Measure.BYTES) - total(before, Measure.BYTES));
    }

    /** Whether a row at {@code instant} with {@code charge} can stand after {@code last}. */
    boolean fits(int last, long instant, Charge charge) {
        return last + 1 < capacity()
                && instant - cells[1] <= HALF
                && total(last, Measure.MESSAGES) + charge.messages() <= HALF
                && total(last, Measure.RECIPIENTS) + charge.recipients() <= HALF
                && total(last, Measure.EXTERNAL_RECIPIENTS) + charge.external() <= HALF;
    }

    /** Takes the row after {@code last} for whoever is the first to ask for it. */
    boolean claim(int last) {
        return CELL.compareAndSet(cells, 0, (long) last + 1, (long) last + 2);
    }

    /** Writes the claimed row after {@code last}, which {@link #fits}. */
    void write(int last, long instant, long id, Charge charge) {
        int cell = cell(last + 1);
        cells[cell] = (instant - cells[1]) << Integer.SIZE | total(last, Measure.MESSAGES) + charge.messages();
        cells[cell + 1] = id;
        cells[cell + 2] = total(last, Measure.RECIPIENTS) + charge.recipients() << Integer.SIZE
                | total(last, Measure.EXTERNAL_RECIPIENTS) + charge.external();
        cells[cell + 3] = Math.addExact(total(last, Measure.BYTES), charge.bytes());
    }

    /** The last row of {@code origin..last} that lies at or before {@code millis}; {@code origin} if none after it does. */
    int lastAtOrBefore(int origin, int last, long millis) {
        long offset = millis - cells[1];
        if (last == origin || offset < 0) {
            return origin;
        }
        int low = origin;
        int high = last;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (cells[cell(middle)] >>> Integer.SIZE <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The first row of {@code origin..last} whose running total of {@code measure} reaches {@code wanted}. */
    int firstTotalOf(int origin, int last, long wanted, Measure measure) {
        int low = origin;
        int high = last;
        while (low < high) {
            int middle = (low + high) >> 1;
            if (total(middle, measure) >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The newest row of {@code origin..last} with this id; {@code origin} if there is none. */
    int find(int origin, int last, long id) {
        int cell = cell(last) + 1;
        for (int row = last; row > origin; row--, cell -= WIDTH) {
            if (cells[cell] == id) {
                return row;
            }
        }
        return origin;
    }

    /** All rows moved by so many milliseconds. */
    Rows movedBy(long millis) {
        long[] moved = Arrays.copyOf(cells, cells.length);
        moved[1] = Math.addExact(moved[1], millis);
        return new Rows(moved);
    }

    private static int cell(int row) {
        return HEAD + row * WIDTH;
    }
}
