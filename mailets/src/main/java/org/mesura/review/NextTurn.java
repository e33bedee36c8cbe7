/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.policy.Limit;
import org.mesura.policy.Policy;
import org.mesura.usage.Charge;
import org.mesura.usage.Ledger;

import com.google.common.collect.Comparators;

/**
 * When a mail that waits may leave, behind those whose turns are reserved.
 *
 * @param ledger the charges and turns of its account, without its own
 * @param policy the policy in force, which need not be the one that deferred it
 * @param charge what it takes from the limits; nothing if it goes on a permit
 * @param caps what the caps say
 * @param now the instant of planning
 */
record NextTurn(Ledger ledger, Policy policy, Charge charge, CapCheck caps, Instant now) {
    /** Whether it fits now and makes nobody wait longer. */
    boolean isNow() {
        long[] used = ledger.used(policy.limits(), now);
        for (int index = 0; index < used.length; index++) {
            if (!ledger.fits(policy.limits().get(index), used[index], charge, now)) {
                return false;
            }
        }
        return caps.over().isEmpty();
    }

    /** Its turn, if {@code promised} was promised it and nothing before it is late. */
    Instant honouring(Optional<Instant> promised) {
        if (neverFits()) {
            return Comparators.max(promised.orElse(now), ledger.behind(now));
        }
        Instant next = next();
        return Comparators.max(promised.filter(next::isAfter).orElse(next), ledger.behind(now));
    }

    /** Its turn behind others that are late: at the instant it was promised if it fits then all the same. */
    Instant behindLate(Optional<Instant> promised) {
        if (neverFits()) {
            return honouring(promised);
        }
        Instant free = Comparators.max(free(), capFree());
        return promised.filter(instant -> !free.isAfter(instant))
                .filter(next()::isAfter)
                .orElseGet(this::next);
    }

    /** As a submission of today would be deferred, however long it takes. */
    private Instant next() {
        Instant own = ledger.turn(policy.limits(), charge, policy.deferral(), now)
                .map(Ledger.Turn::at)
                .orElseGet(this::free);
        return Comparators.max(own, capFree());
    }

    private boolean neverFits() {
        return policy.limits().stream().anyMatch(limit -> charge.of(limit.measure()) > limit.quantity());
    }

    /** When it fits every limit, also what of it is kept for ordinary mail. */
    private Instant free() {
        Stream<Instant> free = policy.limits().stream().map(this::free);
        return Stream.concat(Stream.of(ledger.behind(now)), free)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Instant free(Limit limit) {
        return ledger.freeAt(limit, charge.of(limit.measure()), now);
    }

    private Instant capFree() {
        return caps.over().map(Reason.OverCap::freeAt).orElse(now);
    }
}
