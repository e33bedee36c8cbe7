/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.Locale;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;

/** A part of the table that can be measured alone. */
enum Section {
    CHARGES,
    EMBEDDED,
    FINGERPRINTS,
    DEFERRAL,
    HELD,
    REDIS,
    DESK,
    WHATIF,
    OVERGRANT,
    FOOTPRINT;

    static final String SETTING = "bench.only";

    /** Those asked for by {@code -Dbench.only=fingerprints,embedded}; all of them without it. */
    static ImmutableSet<Section> asked() {
        ImmutableSet<Section> asked = Splitter.on(',')
                .trimResults()
                .omitEmptyStrings()
                .splitToStream(System.getProperty(SETTING, ""))
                .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(ImmutableSet.toImmutableSet());
        return asked.isEmpty() ? ImmutableSet.copyOf(values()) : asked;
    }
}
