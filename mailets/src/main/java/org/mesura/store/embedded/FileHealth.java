/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.time.Duration;
import java.util.Optional;

import org.mesura.store.StoreHealth;

/**
 * How the file follows what is in the heap. It is at fault while it cannot be written, and when it is more than {@link
 * #BEHIND} behind.
 *
 * @param oldestUnwritten for how long the oldest change that is not yet in the file has waited; empty if all are. Up to
 *     a second is as it should be
 * @param failure why the file cannot be opened or written now; empty if the last attempt went well
 */
public record FileHealth(Optional<Duration> oldestUnwritten, Optional<String> failure) implements StoreHealth {
    /** How far the file may be behind what is in memory: a few times what it is when all is well. */
    public static final Duration BEHIND = Duration.ofSeconds(5);

    @Override
    public Optional<String> fault() {
        return failure.map(why -> "counts are kept in memory only, for their file cannot be written: " + why)
                .or(() -> oldestUnwritten
                        .filter(behind -> behind.compareTo(BEHIND) > 0)
                        .map(behind -> "the file of counts is " + behind.toSeconds() + " s behind"));
    }
}
