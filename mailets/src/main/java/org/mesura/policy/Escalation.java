/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Optional;

/**
 * What follows when an account goes on trying over its limits. It counts what was sent and what was <em>refused</em>,
 * each attempt once, in windows of an hour or more; what was deferred, never fits or has too many recipients never
 * counts.
 *
 * @param tellAdministratorAt from how many percent of a limit on the administrator is told; above 100
 * @param suspendAt from how many percent of a limit on external sending is suspended; empty, the default, for never
 * @param suspendFor how long the first suspension lasts, from 1 second to 31 days; a second within {@link #AGAIN} lasts
 *     until an administrator lifts it
 */
public record Escalation(int tellAdministratorAt, Optional<Integer> suspendAt, Duration suspendFor) {
    /** How long after a suspension began another one is the second. */
    public static final Duration AGAIN = Duration.ofDays(1);

    /** Limits over shorter windows do not escalate: a minute's haste is no abuse. */
    public static final Duration SHORTEST_WINDOW = Duration.ofHours(1);

    public Escalation {
        checkArgument(
                tellAdministratorAt > 100,
                "escalation 'tellAdministratorAt' must be above 100 percent, got '%s'",
                tellAdministratorAt);
        checkArgument(
                suspendAt.filter(percent -> percent <= 100).isEmpty(),
                "escalation 'suspendAt' must be above 100 percent, got '%s'",
                suspendAt.orElse(0));
        checkArgument(
                suspendFor.compareTo(Duration.ofSeconds(1)) >= 0 && suspendFor.compareTo(Limit.LONGEST) <= 0,
                "escalation 'suspendFor' must be from 1s to 31d, got '%s'",
                suspendFor);
    }
}
