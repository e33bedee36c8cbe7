/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * What follows when the world refuses an account's mail. Many unknown recipients are the surest sign of a stolen
 * account, or of a bought list.
 *
 * @param suspendAt this many distinct unknown recipients in the window suspend external sending for a time
 * @param holdAt this many suspend it until an administrator lifts it; at least {@code suspendAt}
 * @param window the rolling window, from 1 second to 1 day
 * @param suspendFor how long the first suspension lasts, from 1 second to 31 days
 * @param tellAt from how many refusals for policy, spam or block lists in the window on, over all accounts, the
 *     administrator is told; a text that names a block list is told at once
 */
public record RemoteRefusals(long suspendAt, long holdAt, Duration window, Duration suspendFor, long tellAt) {
    /** Accounts are remembered for a day whatever policies say; a longer window would not see what it should. */
    public static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    public RemoteRefusals {
        checkArgument(suspendAt >= 1, "remoteRefusals 'suspendAt' must be at least 1, got '%s'", suspendAt);
        checkArgument(
                holdAt >= suspendAt,
                "remoteRefusals 'holdAt' must be at least 'suspendAt' (%s), got '%s'",
                suspendAt,
                holdAt);
        checkArgument(tellAt >= 1, "remoteRefusals 'tellAt' must be at least 1, got '%s'", tellAt);
        checkTime("window", window);
        checkArgument(
                window.compareTo(LONGEST_WINDOW) <= 0, "remoteRefusals 'window' must be at most 1d, got '%s'", window);
        checkTime("suspendFor", suspendFor);
    }

    private static void checkTime(String name, Duration time) {
        checkArgument(
                time.compareTo(Duration.ofSeconds(1)) >= 0 && time.compareTo(Limit.LONGEST) <= 0,
                "remoteRefusals '%s' must be from 1s to 31d, got '%s'",
                name,
                time);
    }
}
