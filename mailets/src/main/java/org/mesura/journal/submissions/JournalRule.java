/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

import org.mesura.policy.Limit;

/**
 * When submissions are written down, and how much of that is kept.
 *
 * @param writing when
 * @param bytes how many octets at most, at least {@link #SMALLEST}; the oldest file goes first
 * @param keepFor how long at most, from 1 hour to 31 days
 */
public record JournalRule(Writing writing, long bytes, Duration keepFor) {
    /** The least that a journal needs. */
    public static final long SMALLEST = 1_000_000;

    public static final Duration SHORTEST = Duration.ofHours(1);

    /** A month has a month's end in it, and a gigabyte some eight million submissions. */
    public static final JournalRule DEFAULT = new JournalRule(Writing.OBSERVE, 1_000_000_000, Duration.ofDays(31));

    private static final int FILES = 20;

    public JournalRule {
        checkArgument(bytes >= SMALLEST, "submissions 'size' must be at least 1MB, got '%s'", bytes);
        checkArgument(
                keepFor.compareTo(SHORTEST) >= 0 && keepFor.compareTo(Limit.LONGEST) <= 0,
                "submissions 'keepFor' must be from 1h to 31d, got '%s'",
                keepFor);
    }

    /** From how many octets on a file is followed by the next. */
    long bytesPerFile() {
        return bytes / FILES;
    }

    /** For how long a file is written at most: what is in it goes as a whole, when its first line is too old. */
    Duration timePerFile() {
        return keepFor.dividedBy(FILES);
    }
}
