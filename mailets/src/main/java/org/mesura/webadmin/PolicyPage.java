/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.util.Locale;

import org.mesura.policy.Limit;
import org.mesura.policy.Policy;

import com.google.common.collect.ImmutableList;

/**
 * A policy as the API shows it.
 *
 * @param limits in their order
 * @param overLimit what becomes of a submission that fits later: {@code defer}, {@code bounce} or {@code hold}
 */
record PolicyPage(String name, ImmutableList<OfLimit> limits, int recipientsPerMessage, String overLimit) {
    static PolicyPage of(Policy policy) {
        return new PolicyPage(
                policy.name(),
                policy.limits().stream().map(OfLimit::of).collect(ImmutableList.toImmutableList()),
                policy.recipientsPerMessage(),
                policy.overLimit().name().toLowerCase(Locale.ROOT));
    }

    /** A limit, called as in an account's {@code usage}. */
    record OfLimit(String limit, String measure, long quantity, long windowSeconds) {
        static OfLimit of(Limit limit) {
            return new OfLimit(
                    limit.name(),
                    limit.measure().id(),
                    limit.quantity(),
                    limit.window().toSeconds());
        }
    }
}
