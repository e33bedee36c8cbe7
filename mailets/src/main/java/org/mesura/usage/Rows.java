/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.mesura.policy.Measure;

/**
 * The rows of a {@link SendRecord} and of those it grew from, in one array of longs, 32 octets a row; with room for n rows:
 *
 * <pre>
 *   cell 0              how many rows were claimed
 *   cell 1              the base: the instant, in milliseconds, from which rows count theirs
 *   cell 2              three bits for each id (Bloom 1970): where one is missing, so is the id, and rows need not be read
 *   cell 3 + r          upper half: milliseconds since the base;  lower half: running total of messages
 *   cell 3 + n + 3 r    the id
 *   cell 4 + n + 3 r    upper half: running total of recipients;  lower half: of external recipients
 *   cell 5 + n + 3 r    running total of bytes
 * </pre>
 *
 * <p>The instants lie side by side, since it is they that are searched: those of ten rows are in two or three lines of a cache.
 *
 * <p>From {@value #INDEXED_FROM} rows on an open-addressing table tells the row of an id; it may name rows that a record does
 * not see.
 *
 * <p>A record sees the rows up to its last one. The record that grows from it takes the next free row, if it is the first to
 * claim it, and copies the rows if not; so records stay immutable and growing costs one row. Halves are unsigned: a row
 * lies at most 49 days after the base, and a record holds at most 4,294,967,295 messages or recipients; a send beyond
 * that is rejected.
 */
final class Rows {
    static final int NONE = -1;
    static final Rows EMPTY = new Rows(new long[3], new char[0]);

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int HEAD = 3;
    private static final int WIDTH = 4;
    private static final int REST = WIDTH - 1;
    private static final long HALF = 0xFFFF_FFFFL;
    private static final int INDEXED_FROM = 32;
    /** Of so many rows the instants lie in three lines of a cache. */
    private static final int NEAR = 16;

    static final char[] NOT_INDEXED = {};

    private final long[] cells;
    // rows by id, counted from 1; 0 for a free slot
    private final char[] index;

    Rows(long[] cells, char[] index) {
        this.cells = cells;
        this.index = index;
    }

    /** Room for so many rows, counted from {@code base}. */
    static Rows from(long base, int capacity) {
        long[] cells = new long[HEAD + capacity * WIDTH];
        cells[1] = base;
        int slots = Integer.highestOneBit(Math.max(1, capacity)) * 4;
        return new Rows(cells, capacity < INDEXED_FROM ? NOT_INDEXED : new char[slots]);
    }

    long[] cells() {
        return cells;
    }

    char[] index() {
        return index;
    }

    private int capacity() {
        return (cells.length - HEAD) / WIDTH;
    }

    long instant(int row) {
        return cells[1] + offsetOf(row);
    }

    long id(int row) {
        return cells[restOf(row)];
    }

    /** The running total of {@code measure} up to and including {@code row}; nothing before the first. */
    long total(int row, Measure measure) {
        return between(NONE, row, measure);
    }

    /** What the rows after {@code before} up to and including {@code row} took of {@code measure}. */
    long between(int before, int row, Measure measure) {
        return switch (measure) {
            case MESSAGES -> messages(row) - messages(before);
            case RECIPIENTS -> (both(row) >>> Integer.SIZE) - (both(before) >>> Integer.SIZE);
            case EXTERNAL_RECIPIENTS -> (both(row) & HALF) - (both(before) & HALF);
            case BYTES -> bytes(row) - bytes(before);
        };
    }

    private long messages(int row) {
        return row == NONE ? 0 : cells[HEAD + row] & HALF;
    }

    /** Recipients and, in the lower half, external ones. */
    private long both(int row) {
        return row == NONE ? 0 : cells[restOf(row) + 1];
    }

    private long bytes(int row) {
        return row == NONE ? 0 : cells[restOf(row) + 2];
    }

    /** What the rows after {@code before} up to and including {@code row} took. */
    Charge between(int before, int row) {
        return new Charge(
                between(before, row, Measure.MESSAGES),
                between(before, row, Measure.RECIPIENTS),
                between(before, row, Measure.EXTERNAL_RECIPIENTS),
                between(before, row, Measure.BYTES));
    }

    /** Hands over the rows after {@code origin} up to and including {@code last}; each cell is read once. */
    void forEach(int origin, int last, SendRecord.Reader reader) {
        long messages = messages(origin);
        long recipients = both(origin) >>> Integer.SIZE;
        long external = both(origin) & HALF;
        long bytes = bytes(origin);
        int rest = restOf(origin + 1);
        for (int row = origin + 1; row <= last; row++) {
            long first = cells[HEAD + row];
            long two = cells[rest + 1];
            reader.send(
                    cells[rest],
                    cells[1] + (first >>> Integer.SIZE),
                    (first & HALF) - messages,
                    (two >>> Integer.SIZE) - recipients,
                    (two & HALF) - external,
                    cells[rest + 2] - bytes);
            messages = first & HALF;
            recipients = two >>> Integer.SIZE;
            external = two & HALF;
            bytes = cells[rest + 2];
            rest += REST;
        }
    }

    /** Whether a row at {@code instant} with {@code charge} can stand after {@code last}. */
    boolean fits(int last, long instant, Charge charge) {
        long offset = instant - cells[1];
        // a sum, or an offset, that is too large for a long would pass for a negative one
        return last + 1 < capacity()
                && offset >= 0
                && offset <= HALF
                && charge.messages() <= HALF - messages(last)
                && charge.recipients() <= HALF - (both(last) >>> Integer.SIZE)
                && charge.external() <= HALF - (both(last) & HALF);
    }

    /** Takes the row after {@code last} for whoever is the first to ask for it. */
    boolean claim(int last) {
        return CELL.compareAndSet(cells, 0, (long) last + 1, (long) last + 2);
    }

    /** Writes the claimed row after {@code last}, which {@link #fits}. */
    void write(int last, long instant, long id, Charge charge) {
        int row = last + 1;
        int rest = restOf(row);
        cells[HEAD + row] = (instant - cells[1]) << Integer.SIZE | messages(last) + charge.messages();
        cells[rest] = id;
        // either half has room for its sum
        cells[rest + 1] = both(last) + (charge.recipients() << Integer.SIZE | charge.external());
        cells[rest + 2] = Math.addExact(bytes(last), charge.bytes());
        enter(row);
    }

    private void enter(int row) {
        long id = id(row);
        cells[2] |= bitsOf(id);
        if (index.length == 0 || id == 0) {
            // few, or one that nobody asks for
            return;
        }
        int slot = slotOf(id);
        while (index[slot] != 0) {
            slot = slot + 1 & index.length - 1;
        }
        index[slot] = (char) (row + 1);
    }

    private int slotOf(long id) {
        return (int) (id ^ id >>> Integer.SIZE) & index.length - 1;
    }

    /** The last row of {@code origin..last} that lies at or before {@code millis}; {@code origin} if all lie after it. */
    int lastAtOrBefore(int origin, int last, long millis) {
        long offset = millis - cells[1];
        if (last == origin || offset < 0 || offsetOf(origin + 1) > offset) {
            return origin;
        }
        // most windows end a few rows back, where going on costs less than guessing; then doubling steps, then halving
        // ones
        int near = Math.max(origin, last - NEAR);
        int high = last;
        while (high > near && offsetOf(high) > offset) {
            high--;
        }
        if (high > near) {
            return high;
        }
        int step = NEAR;
        int low = near;
        while (low > origin && offsetOf(low) > offset) {
            high = low - 1;
            low = Math.max(origin, low - step);
            step *= 2;
        }
        while (low < high) {
            int middle = (low + high + 1) >> 1;
            if (offsetOf(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private long offsetOf(int row) {
        return cells[HEAD + row] >>> Integer.SIZE;
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

    /** A row of {@code origin..last} with this id; {@code origin} if there is none. */
    int find(int origin, int last, long id) {
        if (!mayHold(cells, id)) {
            return origin;
        }
        return index.length == 0 ? scan(origin, last, id) : lookUp(origin, last, id);
    }

    /** Whether any row in {@code cells} can have this id; the first question of each review, for which nothing is made. */
    static boolean mayHold(long[] cells, long id) {
        long bits = bitsOf(id);
        return (cells[2] & bits) == bits;
    }

    private static long bitsOf(long id) {
        // a shift goes by its lowest six bits
        return 1L << (id >>> 57) | 1L << (id >>> 51) | 1L << (id >>> 45);
    }

    private int scan(int origin, int last, long id) {
        int row = last;
        while (row > origin && id(row) != id) {
            row--;
        }
        return row;
    }

    private int lookUp(int origin, int last, long id) {
        for (int slot = slotOf(id); index[slot] != 0; slot = slot + 1 & index.length - 1) {
            int row = index[slot] - 1;
            if (row > origin && row <= last && id(row) == id) {
                return row;
            }
        }
        return origin;
    }

    /** The rows {@code from..last}, as the first of an array with room for so many; as they stand, totals running on. */
    Rows copy(int from, int last, int capacity) {
        Rows copy = from(cells[1], capacity);
        int rows = last - from + 1;
        System.arraycopy(cells, HEAD + from, copy.cells, HEAD, rows);
        System.arraycopy(cells, restOf(from), copy.cells, copy.restOf(0), rows * REST);
        copy.cells[0] = rows;
        for (int row = 0; row < rows; row++) {
            copy.enter(row);
        }
        return copy;
    }

    /** All rows moved by so many milliseconds. */
    Rows movedBy(long millis) {
        long[] moved = Arrays.copyOf(cells, cells.length);
        moved[1] = Math.addExact(moved[1], millis);
        return new Rows(moved, index.clone());
    }

    /** Where what is not searched of a row begins. */
    private int restOf(int row) {
        return HEAD + capacity() + row * REST;
    }
}
