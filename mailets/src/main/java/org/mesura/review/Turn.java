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
 * @param now the instant of the review
 */
record Turn(Ledger ledger, Policy policy, Charge charge, long[] used, CapCheck caps, Instant now) {
    /**
     * The turn, if it comes within the policy's longest delay and reservations leave room for it.
     *
     * @param permit the permit it goes on, on which the account's own limits do not hold it
     * @param over the limit it exceeds now
     * @param overCap the cap it exceeds now
     */
    Optional<Decision.Defer> find(
            Optional<Permits.Use> permit, Optional<Reason.OverLimit> over, Optional<Reason.OverCap> overCap) {
        if (caps.reservedOut(ledger.reserved(Measure.EXTERNAL_RECIPIENTS)).isPresent()) {
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
        if (free.isAfter(own.at())) {
            return new Decision.Defer(
                    free, overCap.orElseThrow(), Usage.of(policy.limits(), used, Charge.NOTHING), Optional.empty());
        }
        Limit limit = own.limit().or(() -> over.map(Reason.OverLimit::limit)).orElseGet(() -> policy.limits()
                .get(0));
        Reason reason = new Reason.OverLimit(limit, usedOf(limit), charge.of(limit.measure()), own.at());
        return new Decision.Defer(own.at(), reason, Usage.of(policy.limits(), used, Charge.NOTHING), Optional.empty());
    }

    private long usedOf(Limit limit) {
        return used[policy.limits().indexOf(limit)];
    }
}
