/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Optional;

import org.mesura.policy.Escalation;
import org.mesura.policy.Limit;
import org.mesura.policy.Policy;
import org.mesura.usage.Charge;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableList;

/**
 * Counts a refusal towards escalation: see {@link Escalation}. A message that is sent once more is the same attempt. What
 * is refused under a part of the limits is none.
 *
 * @param aside what is known of the account besides its ledger, with the refusal
 * @param request what was refused
 * @param charge what it asked for
 * @param used what each limit of the policy has used
 * @param now the instant of the review
 */
record Attempt(Aside aside, Request request, Charge charge, long[] used, Instant now) {
    /** What an account is aside, and what came of it. */
    record Escalated(Aside aside, ImmutableList<Event> events) {
        Changed<Ruling> map(AccountState state, Decision decision) {
            return Changed.to(state.with(aside), new Ruling(decision, events));
        }
    }

    Escalated refused(Reason reason) {
        long attempt = request.submission().attempt();
        if (request.terms().isReduced() || !counts(reason) || aside.attempts().knows(attempt)) {
            return new Escalated(aside, ImmutableList.of());
        }
        SendRecord attempts =
                aside.attempts().with(attempt, charge, now, request.terms().keep());
        return mostExceeded(attempts)
                .map(over -> escalate(aside.withAttempts(attempts), over))
                .orElseGet(() -> new Escalated(aside.withAttempts(attempts), ImmutableList.of()));
    }

    private static boolean counts(Reason reason) {
        return reason instanceof Reason.OverLimit || reason instanceof Reason.Bulk;
    }

    private Escalated escalate(Aside counted, Event.OverAttempted over) {
        Escalation rule = policy().escalation();
        boolean spared =
                rule.suspendAt().filter(percent -> over.percent() >= percent).isEmpty();
        // who is suspended may go on trying to write to colleagues: that makes no second suspension
        if (spared || counted.standing().suspensionAt(now).isPresent()) {
            return new Escalated(counted, ImmutableList.of(over));
        }
        Standing standing = counted.standing().escalated(rule, now);
        // counted anew from here: what led to this suspension must not lead to the next
        return new Escalated(
                counted.withStanding(standing).withAttempts(SendRecord.EMPTY),
                ImmutableList.of(over, new Event.Suspended(standing.suspension().orElseThrow())));
    }

    /** Of the limits over an hour or more the one that is most exceeded, if it is by as much as the rule says. */
    private Optional<Event.OverAttempted> mostExceeded(SendRecord attempts) {
        Event.OverAttempted most = null;
        for (int index = 0; index < used.length; index++) {
            Limit limit = policy().limits().get(index);
            if (limit.window().compareTo(Escalation.SHORTEST_WINDOW) >= 0) {
                Event.OverAttempted next = new Event.OverAttempted(
                        limit, used[index] + attempts.used(limit.measure(), limit.window(), now));
                most = most == null || next.percent() > most.percent() ? next : most;
            }
        }
        return Optional.ofNullable(most)
                .filter(over -> over.percent() >= policy().escalation().tellAdministratorAt());
    }

    private Policy policy() {
        return request.terms().policy();
    }
}
