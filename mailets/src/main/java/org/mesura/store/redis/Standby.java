/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;

import org.mesura.policy.Cap;
import org.mesura.policy.Deferral;
import org.mesura.policy.Limit;
import org.mesura.policy.OverLimit;
import org.mesura.policy.Policy;
import org.mesura.policy.Terms;
import org.mesura.review.Request;
import org.mesura.usage.Charge;

import com.google.common.collect.ImmutableList;

/**
 * What a server goes by while Redis is away: it decides by what it saw last, under a part of each limit, or lets all pass.
 * What waits for the part has its turn in the account's ledger as ever; when Redis is back it is handed in with the rest,
 * and leaves at once if the whole limit has room.
 *
 * <p>With a factor of 0.5 and a limit of 500 recipients a day each server lets go at most 250 in any day in which it is
 * alone. A limit is never scaled below 1, nor below what one message takes that the limit itself has room for: it would be
 * told else that it never fits, and goes when nothing else was sent.
 */
public final class Standby {
    private static final long WHOLE = 1_000;

    private final long perMille;
    private final boolean passing;
    private final boolean deferring;

    private Standby(long perMille, boolean passing, boolean deferring) {
        this.perMille = perMille;
        this.passing = passing;
        this.deferring = deferring;
    }

    /** Decides under {@code factor} times each limit: more than 0, at most 1. */
    public static Standby local(double factor) {
        return new Standby(perMille(factor), false, false);
    }

    /** As {@link #local}, and what finds no room in the part waits for it, whatever the policy does with what is over. */
    public static Standby defer(double factor) {
        return new Standby(perMille(factor), false, true);
    }

    private static long perMille(double factor) {
        checkArgument(factor > 0 && factor <= 1, "'localFactor' must be more than 0 and at most 1, got '%s'", factor);
        return Math.max(1, Math.round(factor * WHOLE));
    }

    /** Lets all pass, and counts it. */
    public static Standby pass() {
        return new Standby(WHOLE, true, false);
    }

    Request under(Request request) {
        Terms terms = request.terms();
        Charge charge = Charge.of(request.submission());
        Policy policy = terms.policy();
        Policy scaled = new Policy(
                policy.name(),
                policy.limits().stream().map(limit -> scaled(limit, charge)).collect(ImmutableList.toImmutableList()),
                policy.recipientsPerMessage(),
                deferring ? OverLimit.DEFER : policy.overLimit(),
                deferring ? patient(policy.deferral()) : policy.deferral(),
                policy.holdFor(),
                policy.bulk(),
                policy.escalation());
        ImmutableList<Cap> caps = terms.caps().stream()
                .map(cap -> new Cap(cap.domain(), scaled(cap.limit(), charge)))
                .collect(ImmutableList.toImmutableList());
        return new Request(
                request.submission(),
                request.fingerprint(),
                new Terms(
                        scaled,
                        terms.source(),
                        terms.exempt() || passing,
                        terms.mode(),
                        terms.keep(),
                        caps,
                        terms.permits(),
                        scaled.equals(policy) && caps.equals(terms.caps()) ? Optional.empty() : Optional.of(terms)));
    }

    /** Redis comes back long before most turns, so no wait is too long. */
    private static Deferral patient(Deferral deferral) {
        return new Deferral(Limit.LONGEST, deferral.reserveForOrdinary(), deferral.ordinaryRecipients());
    }

    private Limit scaled(Limit limit, Charge charge) {
        long part = Math.max(1, limit.quantity() / WHOLE * perMille + limit.quantity() % WHOLE * perMille / WHOLE);
        long asked = charge.of(limit.measure());
        return new Limit(limit.measure(), asked > limit.quantity() ? part : Math.max(part, asked), limit.window());
    }
}
