/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.util.Arrays;
import java.util.List;

import org.mesura.policy.Limit;

import com.google.common.collect.ImmutableList;

/** How full several limits are at an instant. Few ask, so the list is made when somebody does. */
public final class Usage {
    /** Of no limit. */
    public static final Usage NONE = new Usage(ImmutableList.of(), new long[0]);

    private final ImmutableList<Limit> limits;
    private final long[] used;

    private Usage(ImmutableList<Limit> limits, long[] used) {
        this.limits = limits;
        this.used = used;
    }

    /** The usage of {@code limits}, {@code used} in their order and {@code more} besides. */
    public static Usage of(ImmutableList<Limit> limits, long[] used, Charge more) {
        long[] after = new long[used.length];
        for (int index = 0; index < after.length; index++) {
            after[index] = used[index] + more.of(limits.get(index).measure());
        }
        return new Usage(limits, after);
    }

    /** These usages. */
    public static Usage of(List<LimitUsage> usages) {
        return new Usage(
                usages.stream().map(LimitUsage::limit).collect(ImmutableList.toImmutableList()),
                usages.stream().mapToLong(LimitUsage::used).toArray());
    }

    /** How full each limit is, in their order. */
    public ImmutableList<LimitUsage> list() {
        ImmutableList.Builder<LimitUsage> usages = ImmutableList.builderWithExpectedSize(used.length);
        for (int index = 0; index < used.length; index++) {
            usages.add(new LimitUsage(limits.get(index), used[index]));
        }
        return usages.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Usage usage && limits.equals(usage.limits) && Arrays.equals(used, usage.used);
    }

    @Override
    public int hashCode() {
        return 31 * limits.hashCode() + Arrays.hashCode(used);
    }

    @Override
    public String toString() {
        return list().toString();
    }
}
