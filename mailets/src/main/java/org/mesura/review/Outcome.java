/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

import org.mesura.bulk.SentText;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Terms;
import org.mesura.submission.Submission;
import org.mesura.usage.Charge;
import org.mesura.usage.Correspondents;
import org.mesura.usage.Ledger;
import org.mesura.usage.Usage;

import com.google.common.collect.ImmutableList;

/**
 * Writes what was decided into an account's state.
 *
 * <p>What is plainly accepted, as nearly all is, makes little more than what is kept or answered.
 *
 * @param state the account's state at {@code now}
 * @param request what was asked
 * @param id the fingerprint of the submission's id
 * @param charge what the submission takes
 * @param used what each limit of the policy has used without it
 * @param caps what the caps say
 * @param now the instant of the review
 * @param onlyAsks whether nothing is to be made of the account, so that what is let go or deferred leaves it as it is
 */
record Outcome(
        AccountState state,
        Request request,
        long id,
        Charge charge,
        long[] used,
        CapCheck caps,
        Instant now,
        boolean onlyAsks) {
    /** A decision made before, with the usage of today. */
    Decision again(Decision recorded) {
        return recorded.withUsage(usage(Charge.NOTHING));
    }

    Decision plainly() {
        return new Decision.Accept(usage(Charge.NOTHING), Optional.empty());
    }

    /** Charged and let go: to the limits, or to a permit in their place. */
    Changed<Ruling> grant(Optional<Permits.Use> permit, Optional<Review.Campaign> campaign, Optional<Reason> advice) {
        // on a permit the windows are charged nothing, and the id is known all the same
        Charge taken = permit.isPresent() ? Charge.NOTHING : charge;
        Decision decision = granted(usage(taken), permit.map(this::use), advice);
        Ruling ruling = new Ruling(decision, alarms(), sent(campaign));
        if (onlyAsks) {
            return Changed.to(state, ruling);
        }
        Aside aside = entering(campaign, permit.isPresent() ? usingPermit(permit.get()) : state.aside());
        boolean plain = advice.isEmpty() && permit.isEmpty();
        AccountState next =
                state.charging(id, taken, now, request.terms().keep(), plain ? aside : remembering(aside, decision));
        return new Changed<>(next, caps.charges(now), ruling);
    }

    private static Decision granted(Usage usage, Optional<PermitUse> use, Optional<Reason> advice) {
        return advice.isPresent() ? new Decision.Advise(advice.get(), usage, use) : new Decision.Accept(usage, use);
    }

    /** Reserved: charged to limits and caps at its turn, to a permit now. */
    Changed<Ruling> defer(Decision.Defer turn, Optional<Permits.Use> permit, Optional<Review.Campaign> campaign) {
        Decision.Defer decision =
                new Decision.Defer(turn.at(), told(turn.reason()), usage(Charge.NOTHING), permit.map(this::use));
        Ruling ruling = new Ruling(decision, alarms(), sent(campaign));
        if (onlyAsks) {
            return Changed.to(state, ruling);
        }
        Charge reserved = permit.isPresent() ? Charge.NOTHING : charge;
        Ledger ledger = state.ledger().withReserved(id, reserved, turn.at());
        Aside aside = entering(campaign, permit.map(this::usingPermit).orElse(state.aside()));
        return new Changed<>(new AccountState(ledger, remembering(aside, decision)), caps.charges(turn.at()), ruling);
    }

    /** What is held for a person's decision costs nothing, enters no campaign and is no attempt; its id is known. */
    Changed<Ruling> hold(Reason reason) {
        Decision decision =
                new Decision.Hold(now.plus(request.terms().policy().holdFor()), told(reason), usage(Charge.NOTHING));
        Aside aside = remembering(passing(), decision)
                .knowing(id, now, request.terms().keep());
        return Changed.to(state.with(aside), Ruling.of(decision));
    }

    /** What is refused costs nothing and enters no campaign; it is counted apart. */
    Changed<Ruling> refuse(Reason reason) {
        Decision decision = new Decision.Refuse(told(reason), usage(Charge.NOTHING));
        Aside aside = remembering(passing(), decision)
                .withRefused(
                        state.refused().with(id, charge, now, request.terms().keep()));
        return new Attempt(aside, request, charge, used, now).refused(reason).map(state, decision);
    }

    /** What is not let go and goes out all the same because nothing is carried out. */
    private Aside passing() {
        return request.terms().isObserved()
                ? state.aside()
                        .withPassed(state.passed()
                                .with(id, charge, now, request.terms().keep()))
                : state.aside();
    }

    /** What goes out, now or at its turn, enters its campaign, answers who wrote, and is no mere attempt any more. */
    private Aside entering(Optional<Review.Campaign> campaign, Aside before) {
        Aside aside = answering(
                before.attempts().knows(submission().attempt())
                        ? before.withAttempts(
                                before.attempts().without(submission().attempt()))
                        : before);
        return campaign.isPresent()
                ? aside.withCampaigns(campaign.get().sighting().entered())
                : aside;
    }

    private static Optional<SentText> sent(Optional<Review.Campaign> campaign) {
        return campaign.flatMap(entered -> entered.sighting().sentText());
    }

    private Aside answering(Aside before) {
        Correspondents waiting = before.correspondents();
        if (waiting == Correspondents.NONE) {
            return before;
        }
        Correspondents left = request.terms()
                .policy()
                .bulk()
                .map(rule -> waiting.answeredBy(submission().recipients(), rule.answersWithin(), now))
                .orElse(waiting);
        return left == waiting ? before : before.withCorrespondents(left);
    }

    private Aside usingPermit(Permits.Use use) {
        return state.aside().withPermits(state.permits().using(use.permit().id(), outside()));
    }

    private PermitUse use(Permits.Use use) {
        return use.with(outside());
    }

    private Aside remembering(Aside aside, Decision decision) {
        return aside.withRecent(aside.recent().with(id, decision, now));
    }

    /** How full each limit is with {@code more}. No limit holds an exempt account, so none is near its end. */
    private Usage usage(Charge more) {
        return request.terms().exempt() ? Usage.NONE : Usage.of(request.terms().toldLimits(), used, more);
    }

    /** {@code reason} with the limit or cap as the policy has it: nobody was ever told of a part of it. */
    private Reason told(Reason reason) {
        if (reason instanceof Reason.OverLimit over) {
            return new Reason.OverLimit(told(over.limit()), over.used(), over.asked(), over.freeAt());
        }
        if (reason instanceof Reason.NeverFits never) {
            return new Reason.NeverFits(told(never.limit()), never.asked());
        }
        if (reason instanceof Reason.OverCap over) {
            Terms terms = request.terms();
            Cap cap = terms.toldCaps().get(terms.caps().indexOf(over.cap()));
            return new Reason.OverCap(cap, over.used(), over.asked(), over.freeAt());
        }
        return reason;
    }

    private Limit told(Limit limit) {
        int index = request.terms().policy().limits().indexOf(limit);
        return index < 0 ? toldOfCap(limit) : request.terms().toldLimits().get(index);
    }

    private Limit toldOfCap(Limit limit) {
        Terms terms = request.terms();
        return IntStream.range(0, terms.caps().size())
                .filter(index -> terms.caps().get(index).limit().equals(limit))
                .mapToObj(index -> terms.toldCaps().get(index).limit())
                .findFirst()
                .orElse(limit);
    }

    private ImmutableList<Event> alarms() {
        Terms terms = request.terms();
        return terms.isReduced()
                ? CapCheck.of(terms.toldCaps(), caps.asked(), caps.ledger(), now)
                        .alarms()
                : caps.alarms();
    }

    private int outside() {
        return submission().recipients().outside();
    }

    private Submission submission() {
        return request.submission();
    }
}
