/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.review.CapCharge;
import org.mesura.usage.CapRecord;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;

/**
 * What is charged to caps and given back, by cap and slice: sums, of which the order does not matter.
 *
 * @param sums of each cap what each slice gets more
 */
record CapSums(ImmutableMap<Cap, ImmutableSortedMap<Long, Long>> sums) {
    static final CapSums NONE = new CapSums(ImmutableMap.of());

    static CapSums of(List<CapCharge> charges) {
        CapSums all = NONE;
        for (CapCharge charge : charges) {
            Cap cap = whatever(charge.cap());
            long slice = CapRecord.sliceOf(charge.at(), cap.limit().window());
            all = all.plus(
                    new CapSums(ImmutableMap.of(cap, ImmutableSortedMap.of(slice, charge.externalRecipients()))));
        }
        return all;
    }

    CapSums plus(CapSums other) {
        return combined(other, 1);
    }

    CapSums minus(CapSums other) {
        return combined(other, -1);
    }

    private CapSums combined(CapSums other, long sign) {
        Map<Cap, ImmutableSortedMap<Long, Long>> all = new LinkedHashMap<>(sums);
        other.sums.forEach((cap, more) -> {
            TreeMap<Long, Long> slices = new TreeMap<>(of(cap));
            more.forEach((slice, amount) -> slices.merge(slice, Math.multiplyExact(sign, amount), Math::addExact));
            slices.values().removeIf(amount -> amount == 0);
            all.put(cap, ImmutableSortedMap.copyOfSorted(slices));
        });
        all.values().removeIf(Map::isEmpty);
        return new CapSums(ImmutableMap.copyOf(all));
    }

    /** What each slice of {@code cap} gets more. */
    ImmutableSortedMap<Long, Long> of(Cap cap) {
        return sums.getOrDefault(whatever(cap), ImmutableSortedMap.of());
    }

    /** {@code cap} whatever its quantity, which is another while Redis is away. */
    private static Cap whatever(Cap cap) {
        return new Cap(
                cap.domain(), new Limit(cap.limit().measure(), 1, cap.limit().window()));
    }
}
