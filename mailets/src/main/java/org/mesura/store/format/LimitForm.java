/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import java.time.Duration;

import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

import com.google.common.collect.ImmutableList;

/** The stored form of a {@link Limit}: an octet for the measure, the quantity, and the window in milliseconds. */
final class LimitForm {
    /** In the order of their octets, whatever the order of the enum. */
    private static final ImmutableList<Measure> MEASURES =
            ImmutableList.of(Measure.MESSAGES, Measure.RECIPIENTS, Measure.EXTERNAL_RECIPIENTS, Measure.BYTES);

    private LimitForm() {}

    static void write(OctetWriter out, Limit limit) {
        out.octet(MEASURES.indexOf(limit.measure()));
        out.number(limit.quantity());
        out.number(limit.window().toMillis());
    }

    static Limit read(OctetReader in) {
        int measure = in.octet();
        if (measure >= MEASURES.size()) {
            throw new IllegalArgumentException("an unknown measure");
        }
        return new Limit(MEASURES.get(measure), in.quantity(), Duration.ofMillis(in.quantity()));
    }
}
