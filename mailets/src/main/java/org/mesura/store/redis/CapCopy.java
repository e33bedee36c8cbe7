/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.mesura.usage.CapRecord;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;

/**
 * What this server last saw of a cap. Its slices never move with a clock that goes back: all servers share Redis's.
 *
 * @param record what is used; with what is owed
 * @param changes how often it had changed, as Redis counts it
 * @param owed what Redis has lost of it, by slice
 * @param epoch the life of Redis in which it was seen; empty if it never was
 * @param seen when, in nanoseconds of this process
 */
record CapCopy(CapRecord record, String changes, ImmutableSortedMap<Long, Long> owed, String epoch, long seen) {
    static CapCopy none(long seen) {
        return new CapCopy(CapRecord.EMPTY, "0", ImmutableSortedMap.of(), "", seen);
    }

    /** The cap of which Redis has {@code fields}. */
    static CapCopy of(ImmutableMap<String, byte[]> fields, String epoch, long seen) {
        ImmutableSortedMap.Builder<Long, Long> slices = ImmutableSortedMap.naturalOrder();
        String changes = "0";
        for (Map.Entry<String, byte[]> field : fields.entrySet()) {
            if (field.getKey().equals("n")) {
                changes = Wire.string(field.getValue());
            } else {
                slices.put(Long.valueOf(field.getKey()), Long.valueOf(Wire.string(field.getValue())));
            }
        }
        return new CapCopy(
                new CapRecord(slices.buildOrThrow(), Long.MIN_VALUE), changes, ImmutableSortedMap.of(), epoch, seen);
    }

    /** This copy of what is there, with what {@code older} has more if Redis has lost that meanwhile. */
    CapCopy restoring(CapCopy older) {
        boolean lost = !older.epoch.isEmpty() && !older.epoch.equals(epoch) || !older.owed.isEmpty();
        if (!lost) {
            return this;
        }
        SortedMap<Long, Long> missing = new TreeMap<>();
        older.record.slices().forEach((slice, used) -> {
            long more = used - record.slices().getOrDefault(slice, 0L);
            if (more > 0) {
                missing.put(slice, more);
            }
        });
        return new CapCopy(plus(record, missing), changes, ImmutableSortedMap.copyOfSorted(missing), epoch, seen);
    }

    /** This copy for a call that only asks: what is owed is charged by one that finds the cap as it was seen. */
    CapCopy owingNothing() {
        return new CapCopy(record, changes, ImmutableSortedMap.of(), epoch, seen);
    }

    /** This copy after {@code charges} were written; stale as it was if others wrote too. */
    CapCopy written(Map<Long, Long> charges, String changesNow) {
        boolean alone = Long.parseLong(changes) + 1 == Long.parseLong(changesNow);
        return alone ? new CapCopy(plus(record, charges), changesNow, ImmutableSortedMap.of(), epoch, seen) : this;
    }

    static CapRecord plus(CapRecord record, Map<Long, Long> charges) {
        SortedMap<Long, Long> slices = new TreeMap<>(record.slices());
        charges.forEach((slice, more) -> slices.merge(slice, more, Math::addExact));
        slices.values().removeIf(used -> used <= 0);
        return new CapRecord(ImmutableSortedMap.copyOfSorted(slices), Long.MIN_VALUE);
    }
}
