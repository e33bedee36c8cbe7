/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.remote;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * When the administrator is told that other servers refuse our mail for policy.
 *
 * @param tellAt so many refusals in the window are told of; of a block list one is enough
 * @param window how long a refusal counts, and how long nothing more is told of the same
 */
public record TellingRule(int tellAt, Duration window) {
    /** Five in an hour. */
    public static final TellingRule DEFAULT = new TellingRule(5, Duration.ofHours(1));

    public TellingRule {
        checkArgument(tellAt >= 1, "refusals to be told of must be at least 1, got %s", tellAt);
        checkArgument(window.compareTo(Duration.ZERO) > 0, "a window must be longer than nothing, got %s", window);
    }
}
