/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableMap;

/**
 * What was not written because the hour was full.
 *
 * @param since when the first of it was not
 * @param kinds how many of which kind, in the order of {@link Kind}
 * @param accounts how many accounts they were for
 * @param most the accounts that missed most, the first first, with how many
 */
public record Digest(Instant since, ImmutableMap<Kind, Long> kinds, int accounts, ImmutableMap<Sender, Long> most) {
    /** How many in all. */
    public long notices() {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }
}
