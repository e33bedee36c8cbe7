/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.mesura.policy.Cap;
import org.mesura.usage.CapRecord;

import com.google.common.collect.ImmutableList;

/**
 * The caps while many charges to them move: what each is with the charges so far, and what is left to do to it in the end,
 * one charge for each slice at most. Not thread-safe.
 */
final class CapTally implements CapLedger {
    private final ImmutableList<Cap> caps;
    private final CapLedger before;
    private final Instant now;
    private final Map<Cap, CapRecord> records = new LinkedHashMap<>();
    // what is not in the records yet, and all that moved, by cap and slice
    private final Map<Cap, Map<Instant, Long>> pending = new LinkedHashMap<>();
    private final Map<Cap, Map<Instant, Long>> moved = new LinkedHashMap<>();

    /** Nothing has moved yet of {@code caps}, of which {@code before} is used. */
    CapTally(ImmutableList<Cap> caps, CapLedger before, Instant now) {
        this.caps = caps;
        this.before = before;
        this.now = now;
    }

    @Override
    public CapRecord of(Cap cap) {
        CapRecord record = records.computeIfAbsent(cap, before::of);
        Map<Instant, Long> slices = pending.remove(cap);
        if (slices == null) {
            return record;
        }
        for (Map.Entry<Instant, Long> slice : slices.entrySet()) {
            record = record.with(slice.getKey(), slice.getValue(), cap.limit().window(), now);
        }
        records.put(cap, record);
        return record;
    }

    /** Charges so many external recipients at {@code at} to every cap; a negative number is given back. */
    void charge(Instant at, long externalRecipients) {
        if (externalRecipients == 0) {
            return;
        }
        for (Cap cap : caps) {
            Instant slice = CapRecord.beginOfSlice(at, cap.limit().window());
            add(pending, cap, slice, externalRecipients);
            add(moved, cap, slice, externalRecipients);
        }
    }

    private static void add(Map<Cap, Map<Instant, Long>> to, Cap cap, Instant slice, long quantity) {
        to.computeIfAbsent(cap, any -> new TreeMap<>()).merge(slice, quantity, Math::addExact);
    }

    /** What is charged and given back in all. */
    ImmutableList<CapCharge> charges() {
        ImmutableList.Builder<CapCharge> charges = ImmutableList.builder();
        moved.forEach((cap, slices) -> slices.forEach((at, quantity) -> {
            if (quantity != 0) {
                charges.add(new CapCharge(cap, at, quantity));
            }
        }));
        return charges.build();
    }
}
