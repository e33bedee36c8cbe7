/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

/**
 * All policies of an institution, who goes by which, and what holds for all together.
 *
 * @param mode whether decisions are carried out
 * @param assignments who goes by which policy
 * @param exempt who is recorded and never limited
 * @param caps what all accounts may send together
 * @param permits leave that single accounts have for a time
 * @param keep how long records are kept: the longest window of any policy, at least a day
 */
public record PolicyBook(
        Mode mode,
        Assignments assignments,
        Exemptions exempt,
        ImmutableList<Cap> caps,
        ImmutableList<Permit> permits,
        Duration keep) {
    /** Records are kept this long at least, so that the day's figures can always be shown. */
    private static final Duration A_DAY = Duration.ofDays(1);

    /** A book that keeps records as long as its policies need them. */
    public PolicyBook(
            Mode mode,
            Assignments assignments,
            Exemptions exempt,
            ImmutableList<Cap> caps,
            ImmutableList<Permit> permits) {
        this(mode, assignments, exempt, caps, permits, longestWindow(assignments.policies()));
    }

    /** Every policy by which somebody goes, each once. */
    public ImmutableList<Policy> policies() {
        return assignments.policies().distinct().collect(ImmutableList.toImmutableList());
    }

    /** The terms under which {@code sender}'s submissions are reviewed. */
    public Terms termsOf(Sender sender) {
        Assignments.Assigned assigned = assignments.policyOf(sender);
        boolean free = exempt.accounts().contains(sender.account());
        return new Terms(
                assigned.policy(),
                assigned.source(),
                free,
                mode,
                keep,
                free && !exempt.countInCaps() ? ImmutableList.of() : capsOf(sender),
                permitsOf(sender));
    }

    /** The policy of {@link #termsOf}, for whoever looks at all accounts and asks for nothing else. */
    public Policy policyOf(Sender sender) {
        return assignments.policyOf(sender).policy();
    }

    private ImmutableList<Cap> capsOf(Sender sender) {
        return caps.isEmpty()
                ? caps
                : caps.stream().filter(cap -> cap.holds(sender)).collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<Permit> permitsOf(Sender sender) {
        return permits.isEmpty()
                ? permits
                : permits.stream()
                        .filter(permit -> permit.account().equals(sender))
                        .collect(ImmutableList.toImmutableList());
    }

    private static Duration longestWindow(Stream<Policy> policies) {
        return Stream.concat(Stream.of(A_DAY), policies.flatMap(PolicyBook::windows))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Stream<Duration> windows(Policy policy) {
        return Stream.concat(policy.limits().stream().map(Limit::window), policy.bulk().map(BulkRule::window).stream());
    }
}
