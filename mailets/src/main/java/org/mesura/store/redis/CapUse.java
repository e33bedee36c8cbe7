/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.mesura.policy.Cap;
import org.mesura.usage.CapRecord;

import com.google.common.collect.ImmutableSortedMap;

/**
 * What a call says of a cap.
 *
 * @param cap the cap
 * @param copy as it was seen
 * @param charges what is charged, by slice
 * @param wanted whether its content is wanted
 * @param keep the first slice that any window holds
 * @param first the first slice that counts for {@code most}
 * @param most how much may be used from that on: a number, nothing for any, {@value #UNCHANGED} if it must be as it was seen
 */
record CapUse(
        Cap cap,
        CapCopy copy,
        ImmutableSortedMap<Long, Long> charges,
        boolean wanted,
        long keep,
        long first,
        String most) {
    private static final ImmutableSortedMap<Long, Long> NOTHING = ImmutableSortedMap.of();
    private static final String ANY = "";
    private static final String UNCHANGED = "=";

    static CapUse of(Cap cap, CapCopy copy, ImmutableSortedMap<Long, Long> charges, boolean wanted, Instant now) {
        long keep = CapRecord.firstHeld(cap.limit().window(), now);
        return new CapUse(cap, copy, charges, wanted, keep, keep, ANY);
    }

    /** Whether something may be owed in the life {@code epoch}; of several calls that find it so one alone may charge it. */
    boolean mayOwe(String epoch) {
        boolean fromAnotherLife = !copy.epoch().isEmpty() && !copy.epoch().equals(epoch);
        return fromAnotherLife || !copy.owed().isEmpty();
    }

    CapUse ifUnchanged() {
        return new CapUse(cap, copy, charges, wanted, keep, keep, UNCHANGED);
    }

    CapUse whileAtMost(long used, Instant at) {
        long counted = CapRecord.firstHeld(cap.limit().window(), at);
        return new CapUse(
                cap, copy, charges, wanted, keep, counted, used == Long.MAX_VALUE ? ANY : Long.toString(used));
    }

    /** As the script wants it. */
    List<byte[]> arguments(String epoch) {
        boolean ofThisLife = copy.epoch().isEmpty() || copy.epoch().equals(epoch);
        ImmutableSortedMap<Long, Long> owed = ofThisLife ? copy.owed() : NOTHING;
        List<byte[]> arguments = new ArrayList<>(List.of(
                Wire.of(ofThisLife ? copy.changes() : "-"),
                Wire.of(wanted ? "1" : "0"),
                Wire.of(keep),
                Wire.of(first),
                Wire.of(most),
                Wire.of(charges.size() + owed.size())));
        for (ImmutableSortedMap<Long, Long> more : List.of(charges, owed)) {
            more.forEach((slice, amount) -> {
                arguments.add(Wire.of(slice));
                arguments.add(Wire.of(amount));
            });
        }
        return arguments;
    }
}
