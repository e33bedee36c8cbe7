/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.util.List;

import org.mesura.policy.Limit;

/**
 * How much of one limit is taken at an instant.
 *
 * @param limit the limit
 * @param used what was charged in the window that ends at the instant; may exceed the limit for exempt accounts and
 *     after a limit was lowered
 */
public record LimitUsage(Limit limit, long used) {
    /** What still fits now; never negative. */
    public long remaining() {
        return Math.max(0, limit.quantity() - used);
    }

    /** How full the limit is, in whole percent, rounded down: 30 of 30 is 100. */
    public long percent() {
        return percent(limit, used);
    }

    /** How full the fullest of {@code limits} is of which so much is used, in their order; 0 without limits. */
    public static long fullestPercent(List<Limit> limits, long[] used) {
        long fullest = 0;
        for (int index = 0; index < used.length; index++) {
            fullest = Math.max(fullest, percent(limits.get(index), used[index]));
        }
        return fullest;
    }

    private static long percent(Limit limit, long used) {
        return Math.multiplyExact(used, 100) / limit.quantity();
    }
}
