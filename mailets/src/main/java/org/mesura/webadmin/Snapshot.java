/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that takes a while to find out, found out once for all who ask within two seconds. Where it takes long it is kept
 * for ten times as long as it took, so that it never takes more than a tenth of a core, or of a store.
 *
 * @param <T> what it is
 */
final class Snapshot<T> {
    static final Duration KEPT = Duration.ofSeconds(2);
    private static final int TIMES = 10;

    private final Supplier<T> finding;
    private final InstantSource clock;
    // all three guarded by this
    private Optional<T> found = Optional.empty();
    private Instant begun = Instant.MIN;
    private Instant until = Instant.MIN;

    Snapshot(Supplier<T> finding, InstantSource clock) {
        this.finding = finding;
        this.clock = clock;
    }

    /** The latest; others wait while it is found out, so that one request alone does so. */
    synchronized T get() {
        Instant now = clock.instant();
        // a clock that went back makes nothing last longer
        if (found.isEmpty() || !now.isBefore(until) || now.isBefore(begun)) {
            found = Optional.of(finding.get());
            Instant end = clock.instant();
            Duration took = Duration.between(now, end).multipliedBy(TIMES);
            begun = now;
            until = end.plus(took.compareTo(KEPT) > 0 ? took : KEPT);
        }
        return found.orElseThrow();
    }
}
