/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import java.util.Map;

import org.mesura.usage.CapRecord;

import com.google.common.collect.ImmutableSortedMap;

/**
 * The stored form of what was charged to a cap: the version of the form (of 01 and 02 the rest is the same), the latest instant in milliseconds, how
 * many slices, and of each its number less that of the one before and what was charged in it.
 */
public final class CapForm {
    private static final int SHORTEST_SLICE = 2;

    private CapForm() {}

    public static byte[] of(CapRecord cap) {
        return Form.of(cap, CapForm::write);
    }

    /** @throws IllegalArgumentException if {@code octets} are not what {@link #of} makes */
    public static CapRecord read(byte[] octets) {
        return Form.read(octets, (in, version) -> read(in));
    }

    private static void write(OctetWriter out, CapRecord cap) {
        out.signed(cap.seen());
        out.number(cap.slices().size());
        long before = 0;
        for (Map.Entry<Long, Long> slice : cap.slices().entrySet()) {
            out.signed(slice.getKey() - before);
            out.number(slice.getValue());
            before = slice.getKey();
        }
    }

    private static CapRecord read(OctetReader in) {
        long seen = in.signed();
        int slices = in.count(SHORTEST_SLICE);
        ImmutableSortedMap.Builder<Long, Long> charged = ImmutableSortedMap.naturalOrder();
        long number = 0;
        for (int i = 0; i < slices; i++) {
            number += in.signed();
            charged.put(number, in.quantity());
        }
        return new CapRecord(charged.buildOrThrow(), seen);
    }
}
