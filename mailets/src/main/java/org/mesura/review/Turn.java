/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.policy.BulkRule;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Policy;
import org.mesura.usage.Charge;
import org.mesura.usage.Ledger;
import org.mesura.usage.Usage;

import com.google.common.math.LongMath;

/**
 * Finds the turn of a submission that does not fit now.
 *
 * @param ledger the account's charges and reservations
 * @param policy its policy, which defers
 * @param charge what the submission asks for
 * @param used what each limit has used
 * @param caps what the caps say
 * @param waitingOnPermits external recipients of the account's turns that went on permits
 * @param now the instant of the review
 */
record Turn(
        Ledger ledger, Policy policy, Charge charge, long[] used, CapCheck caps, long waitingOnPermits, Instant now) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** How many turns an account may have reserved at once. */
    static final int MOST = 5_000;

    /**
     * The turn, if it comes within the policy's longest delay and reservations leave room for it.
     *
     * @param permit the permit it goes on, on which the account's own limits do not hold it
     * @param over the limit it exceeds now
     * @param overCap the cap it exceeds now
     */
    Optional<Decision.Defer> find(
            Optional<Permits.Use> permit, Optional<Reason.OverLimit> over, Optional<Reason.OverCap> overCap) {
        if (mayReserveNoMore()) {
            return Optional.empty();
        }
        Optional<Ledger.Turn> own = permit.isPresent()
                ? Optional.of(new Ledger.Turn(now, Optional.empty()))
                : ledger.turn(policy.limits(), charge, policy.deferral(), now);
        return own.map(turn -> defer(turn, over, overCap))
                .filter(turn -> !turn.at().isAfter(now.plus(policy.deferral().maxDelay())));
    }

    /**
     * The turn of a message of a campaign that leaves slowly: so long after the account's paced message before it as its
     * external recipients take at the rule's pace, and not before it fits. At 50 an hour one to 10 outsiders takes 12
     * min: reviewed at 10:00, with another at 10:03, they leave at 10:12 and at 10:24. Empty if it would wait longer than
     * the policy's longest delay, or if reservations leave no room for it: then a person may decide.
     *
     * @param before the turn of the latest message that was paced
     * @param overCap the cap it exceeds now
     */
    Optional<Decision.Defer> paced(
            Reason reason, BulkRule rule, Optional<Instant> before, Optional<Reason.OverCap> overCap) {
        if (mayReserveNoMore()) {
            return Optional.empty();
        }
        // rounded up, so that the pace is never exceeded
        Duration takes = Duration.ofMillis(LongMath.divide(
                Math.multiplyExact(charge.external(), HOUR.toMillis()), rule.pace(), RoundingMode.CEILING));
        return ledger.turn(policy.limits(), charge, policy.deferral(), now)
                .map(own -> Stream.of(before, overCap.map(Reason.OverCap::freeAt))
                        .flatMap(Optional::stream)
                        .reduce(own.at(), (one, other) -> one.isAfter(other) ? one : other)
                        .plus(takes))
                .filter(at -> !at.isAfter(now.plus(policy.deferral().maxDelay())))
                .map(at -> new Decision.Defer(
                        at, reason, Usage.of(policy.limits(), used, Charge.NOTHING), Optional.empty()));
    }

    private boolean mayReserveNoMore() {
        return ledger.turns() >= MOST
                || caps.reservedOut(ledger.reserved(Measure.EXTERNAL_RECIPIENTS) + waitingOnPermits)
                        .isPresent();
    }

    private Decision.Defer defer(Ledger.Turn own, Optional<Reason.OverLimit> over, Optional<Reason.OverCap> overCap) {
        Instant free = overCap.map(Reason.OverCap::freeAt).orElse(now);
        boolean capIsLast = free.isAfter(own.at());
        boolean forTheCap = own.limit().isEmpty() && over.isEmpty() && overCap.isPresent();
        return new Decision.Defer(
                capIsLast ? free : own.at(),
                capIsLast || forTheCap ? overCap.orElseThrow() : overLimit(own, over),
                Usage.of(policy.limits(), used, Charge.NOTHING),
                Optional.empty());
    }

    private Reason overLimit(Ledger.Turn own, Optional<Reason.OverLimit> over) {
        Limit limit = own.limit().or(() -> over.map(Reason.OverLimit::limit)).orElseGet(() -> policy.limits()
                .get(0));
        return new Reason.OverLimit(limit, usedOf(limit), charge.of(limit.measure()), own.at());
    }

    private long usedOf(Limit limit) {
        return used[policy.limits().indexOf(limit)];
    }
}
