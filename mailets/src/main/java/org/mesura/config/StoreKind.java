/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.util.Locale;

/** Where the counts of accounts are kept. */
public enum StoreKind {
    /** In a file below James's {@code var}: survives a restart. */
    EMBEDDED,
    /** In memory: a restart forgets. */
    MEMORY,
    /** In a Redis that several servers share. */
    REDIS;

    /** As the file writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
