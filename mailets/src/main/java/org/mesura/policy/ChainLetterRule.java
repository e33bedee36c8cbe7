/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * When the administrator is told that one text goes out from many accounts.
 *
 * @param tellAt from how many accounts on, at least 2
 * @param window the rolling window, from 1 second to 1 day
 */
public record ChainLetterRule(int tellAt, Duration window) {
    /** What was sent is kept in memory; a longer window would be of little use and much room. */
    public static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    /** One account's text is a mass mailing at most. */
    public static final int FEWEST = 2;

    public ChainLetterRule {
        checkArgument(tellAt >= FEWEST, "chainLetters 'tellAt' must be at least %s, got '%s'", FEWEST, tellAt);
        checkArgument(
                window.compareTo(Duration.ofSeconds(1)) >= 0 && window.compareTo(LONGEST_WINDOW) <= 0,
                "chainLetters 'window' must be from 1s to 1d, got '%s'",
                window);
    }
}
