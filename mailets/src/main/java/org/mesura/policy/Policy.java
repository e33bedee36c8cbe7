/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.google.common.collect.ImmutableList;

/**
 * What the accounts assigned to it may send. All limits hold at once: a submission is charged to all, or to none.
 *
 * @param name the name in configuration, notices and logs
 * @param limits the limits over rolling windows, each measure and window once
 * @param recipientsPerMessage the most recipients one message may have; a message over it never fits
 * @param overLimit what becomes of a submission over a limit that will be free again
 * @param deferral how submissions are deferred where {@code overLimit} defers
 * @param holdFor how long a submission is kept for a person's decision, from 1 hour to 31 days; then it goes back
 * @param bulk when the same text to many is a mass mailing; empty switches the rule off
 * @param escalation what follows when the account goes on trying
 */
public record Policy(
        String name,
        ImmutableList<Limit> limits,
        int recipientsPerMessage,
        OverLimit overLimit,
        Deferral deferral,
        Duration holdFor,
        Optional<BulkRule> bulk,
        Escalation escalation) {
    /** Shorter than this nobody could decide in time. */
    public static final Duration SHORTEST_HOLD = Duration.ofHours(1);

    public Policy {
        checkArgument(!name.isBlank(), "a policy's name must not be blank");
        checkArgument(
                recipientsPerMessage >= 1,
                "'recipientsPerMessage' must be at least 1, got '%s' (policy '%s')",
                recipientsPerMessage,
                name);
        checkArgument(
                holdFor.compareTo(SHORTEST_HOLD) >= 0 && holdFor.compareTo(Limit.LONGEST) <= 0,
                "'holdFor' must be from 1h to 31d, got '%s' (policy '%s')",
                holdFor,
                name);
        List<String> names = limits.stream().map(Limit::name).toList();
        checkArgument(
                names.stream().distinct().count() == names.size(),
                "each limit must stand once, got %s (policy '%s')",
                names,
                name);
    }
}
