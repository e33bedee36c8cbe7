/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.util.List;

import org.mesura.policy.Limit;

import com.google.common.collect.ImmutableList;

/**
 * How much of one limit is taken at an instant.
 *
 * @param limit the limit
 * @param used what was charged in the window that ends at the instant; may exceed the limit for exempt accounts and
 *     after a limit was lowered
 */
public record LimitUsage(Limit limit, long used) {
    /** The usage of {@code limits}, {@code used} in their order. */
    public static ImmutableList<LimitUsage> of(List<Limit> limits, long[] used) {
        return of(limits, used, Charge.NOTHING);
    }

    /** The usage of {@code limits}, {@code used} in their order and {@code more} besides. */
    public static ImmutableList<LimitUsage> of(List<Limit> limits, long[] used, Charge more) {
        ImmutableList.Builder<LimitUsage> usages = ImmutableList.builderWithExpectedSize(used.length);
        for (int index = 0; index < used.length; index++) {
            Limit limit = limits.get(index);
            usages.add(new LimitUsage(limit, used[index] + more.of(limit.measure())));
        }
        return usages.build();
    }

    /** What still fits now; never negative. */
    public long remaining() {
        return Math.max(0, limit.quantity() - used);
    }

    /** How full the limit is, in whole percent, rounded down: 30 of 30 is 100. */
    public long percent() {
        return Math.multiplyExact(used, 100) / limit.quantity();
    }
}
