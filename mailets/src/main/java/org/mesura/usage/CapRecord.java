/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import com.google.common.collect.ImmutableSortedMap;

/**
 * What all accounts under one cap sent and reserved together, in slices of 1/200 of the cap's window.
 *
 * <p>A slice leaves the window as a whole when its last instant does: a charge counts up to 1/200 of the window too long
 * and never too short, so nothing is over-granted. What is reserved counts from the moment it is reserved. With a cap
 * per day a slice is 7 min 12 s; a charge at 10:00 leaves by 10:07:12 the next day. At most some 400 slices are ever
 * kept, however much is sent. Immutable.
 *
 * @param slices what was charged, by the number of the slice since the epoch
 * @param seen the latest instant of a charge, in milliseconds; from it a clock that went back is known
 */
public record CapRecord(ImmutableSortedMap<Long, Long> slices, long seen) {
    /** Nothing was charged. */
    public static final CapRecord EMPTY = new CapRecord(ImmutableSortedMap.of(), Long.MIN_VALUE);

    private static final int SLICES = 200;

    public CapRecord {
        slices = ImmutableSortedMap.copyOfSorted(slices);
    }

    /** What counts at {@code now} in a window of this length, and what is reserved. */
    public long used(Duration window, Instant now) {
        CapRecord today = asOf(now, window);
        return today.slices.tailMap(firstHeld(window, now)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The earliest instant, not before {@code now}, at which {@code asked}, at most {@code quantity}, fits. */
    public Instant freeAt(long asked, long quantity, Duration window, Instant now) {
        long left = used(window, now) + asked - quantity;
        Instant free = now;
        CapRecord today = asOf(now, window);
        for (Map.Entry<Long, Long> slice :
                today.slices.tailMap(firstHeld(window, now)).entrySet()) {
            if (left <= 0) {
                return free;
            }
            left -= slice.getValue();
            free = Instant.ofEpochMilli((slice.getKey() + 1) * width(window)).plus(window);
        }
        return free;
    }

    /** This record with {@code amount} more at {@code at}; a negative amount is given back. */
    public CapRecord with(Instant at, long amount, Duration window, Instant now) {
        CapRecord today = asOf(now, window);
        SortedMap<Long, Long> next = new TreeMap<>(today.slices.tailMap(firstHeld(window, now)));
        next.merge(sliceOf(at, window), amount, (before, more) -> Math.max(0, Math.addExact(before, more)));
        next.values().removeIf(quantity -> quantity <= 0);
        return new CapRecord(ImmutableSortedMap.copyOfSorted(next), Math.max(today.seen, now.toEpochMilli()));
    }

    /** The first instant of the slice in which {@code at} lies: what is charged at either counts alike. */
    public static Instant beginOfSlice(Instant at, Duration window) {
        return Instant.ofEpochMilli(sliceOf(at, window) * width(window));
    }

    /** This record and {@code other} of the same cap, which nothing was charged to both of. */
    public CapRecord joinedTo(CapRecord other) {
        SortedMap<Long, Long> both = new TreeMap<>(slices);
        other.slices.forEach((slice, quantity) -> both.merge(slice, quantity, Math::addExact));
        return new CapRecord(ImmutableSortedMap.copyOfSorted(both), Math.max(seen, other.seen));
    }

    /**
     * This record and an older copy of it: of each slice what was charged more. A charge has no name in a cap, so it cannot
     * be told which of them both have; that a copy comes twice changes nothing.
     */
    public CapRecord restoredBy(CapRecord older) {
        SortedMap<Long, Long> both = new TreeMap<>(slices);
        older.slices.forEach((slice, quantity) -> both.merge(slice, quantity, Math::max));
        return new CapRecord(ImmutableSortedMap.copyOfSorted(both), Math.max(seen, older.seen));
    }

    private CapRecord asOf(Instant now, Duration window) {
        long back = seen == Long.MIN_VALUE ? 0 : seen - now.toEpochMilli();
        if (back <= SendRecord.SKEW.toMillis()) {
            return this;
        }
        long steps = back / width(window);
        SortedMap<Long, Long> moved = new TreeMap<>();
        slices.forEach((slice, quantity) -> moved.put(slice - steps, quantity));
        return new CapRecord(ImmutableSortedMap.copyOfSorted(moved), now.toEpochMilli());
    }

    /** The first slice that a window of this length holds at {@code now}. */
    public static long firstHeld(Duration window, Instant now) {
        // the slice in which (now - window) lies still has instants inside
        return Math.floorDiv(now.minus(window).toEpochMilli(), width(window));
    }

    /** The slice in which {@code at} lies. */
    public static long sliceOf(Instant at, Duration window) {
        return Math.floorDiv(at.toEpochMilli(), width(window));
    }

    private static long width(Duration window) {
        return Math.max(1, window.toMillis() / SLICES);
    }
}
