/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.util.List;

import org.mesura.policy.Limit;

import com.google.common.collect.ImmutableList;

/** How full several limits are at an instant. Few ask, so the list is made when somebody does. */
public final class Usage {
    /** Of no limit. */
    public static final Usage NONE = new Usage(ImmutableList.of(), new long[0], Charge.NOTHING);

    private final ImmutableList<Limit> limits;
    private final long[] used;
    private final Charge more;

    private Usage(ImmutableList<Limit> limits, long[] used, Charge more) {
        this.limits = limits;
        this.used = used;
        this.more = more;
    }

    /** The usage of {@code limits}, {@code used} in their order, which nobody changes any more, and {@code more} besides. */
    public static Usage of(ImmutableList<Limit> limits, long[] used, Charge more) {
        return new Usage(limits, used, more);
    }

    /** These usages. */
    public static Usage of(List<LimitUsage> usages) {
        return new Usage(
                usages.stream().map(LimitUsage::limit).collect(ImmutableList.toImmutableList()),
                usages.stream().mapToLong(LimitUsage::used).toArray(),
                Charge.NOTHING);
    }

    /** How full each limit is, in their order. */
    public ImmutableList<LimitUsage> list() {
        ImmutableList.Builder<LimitUsage> usages = ImmutableList.builderWithExpectedSize(used.length);
        for (int index = 0; index < used.length; index++) {
            Limit limit = limits.get(index);
            usages.add(new LimitUsage(limit, used[index] + more.of(limit.measure())));
        }
        return usages.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Usage usage && list().equals(usage.list());
    }

    @Override
    public int hashCode() {
        return list().hashCode();
    }

    @Override
    public String toString() {
        return list().toString();
    }
}
