/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.nio.file.Path;

import com.google.common.collect.ImmutableList;

/**
 * The settings in force and how they came to be.
 *
 * @param settings what is in force
 * @param source the file that says so: the administrator's, or the last good copy of it
 * @param mistakes what is wrong with the administrator's file; none if it is in force
 */
public record LoadedSettings(Settings settings, Path source, ImmutableList<String> mistakes) {
    /** Whether an old copy is in force because the administrator's file is broken. */
    public boolean degraded() {
        return !mistakes.isEmpty();
    }
}
