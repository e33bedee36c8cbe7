/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A kill and what followed.
 *
 * @param at when the server was killed
 * @param forgets from when on it may have forgotten what it counted: a second before, and as long as this machine stood
 *     still
 * @param up when it took mail again
 */
record Kill(Instant at, Instant forgets, Instant up) {
    /** The first of {@code kills} in the time from {@code begin} to {@code end}. */
    static Optional<Kill> within(List<Kill> kills, Instant begin, Instant end) {
        return kills.stream()
                .filter(kill -> !kill.at().isBefore(begin) && !kill.at().isAfter(end))
                .findFirst();
    }
}
