/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Collection;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;

import com.google.common.base.CaseFormat;
import com.google.common.base.Function;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;

/**
 * Counters of one family, one for each of some identifiers: {@code mesura.reasons.overLimit} for {@code over-limit}. All
 * are there from the start, at 0: of one that appears with its first count no monitoring sees that it rose.
 */
final class Counters {
    private final ImmutableMap<String, Metric> byId;

    private Counters(ImmutableMap<String, Metric> byId) {
        this.byId = byId;
    }

    /** Those of {@code family} for {@code ids}. */
    static Counters of(MetricFactory metrics, String family, Collection<String> ids) {
        Function<String, Metric> made = id -> metrics.generate(name(family, id));
        return new Counters(ImmutableMap.copyOf(Maps.toMap(ids, made)));
    }

    private static String name(String family, String id) {
        return family + "." + CaseFormat.LOWER_HYPHEN.to(CaseFormat.LOWER_CAMEL, id);
    }

    void count(String id) {
        count(id, 1);
    }

    void count(String id, int more) {
        Metric counter = byId.get(id);
        if (counter == null) {
            throw new IllegalArgumentException("no counter for '" + id + "', there are " + byId.keySet());
        }
        counter.add(more);
    }
}
