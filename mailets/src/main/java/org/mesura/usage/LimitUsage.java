/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

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
        return Math.multiplyExact(used, 100) / limit.quantity();
    }
}
