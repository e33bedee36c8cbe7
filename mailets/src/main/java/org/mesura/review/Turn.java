/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Optional;

import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Policy;
import org.mesura.usage.Charge;
import org.mesura.usage.Ledger;
import org.mesura.usage.Usage;

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
        boolean enough = ledger.turns() >= MOST
                || caps.reservedOut(ledger.reserved(Measure.EXTERNAL_RECIPIENTS) + waitingOnPermits)
                        .isPresent();
        if (enough) {
            return Optional.empty();
        }
        Optional<Ledger.Turn> own = permit.isPresent()
                ? Optional.of(new Ledger.Turn(now, Optional.empty()))
                : ledger.turn(policy.limits(), charge, policy.deferral(), now);
        return own.map(turn -> defer(turn, over, overCap))
                .filter(turn -> !turn.at().isAfter(now.plus(policy.deferral().maxDelay())));
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
