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
    MOVING,
    WHATIF,
    SERVER,
    PROFILE,
    RIVALS,
    OVERGRANT,
    FOOTPRINT;

    static final String SETTING = "bench.only";

    private static final String BRIEFLY = "bench";

    /** Those asked for by {@code -Dbench.only=fingerprints,embedded}, or {@code -Dbench=} briefly; all of them without. */
    static ImmutableSet<Section> asked() {
        ImmutableSet<Section> asked = Splitter.on(',')
                .trimResults()
                .omitEmptyStrings()
                .splitToStream(given())
                .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(ImmutableSet.toImmutableSet());
        return asked.isEmpty() ? ImmutableSet.copyOf(values()) : asked;
    }

    /** What was asked for as it was written; empty if nothing was. */
    static String given() {
        return System.getProperty(SETTING, System.getProperty(BRIEFLY, ""));
    }
}
