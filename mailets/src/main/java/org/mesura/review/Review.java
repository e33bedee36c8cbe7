/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;

import org.mesura.bulk.Evidence;
import org.mesura.bulk.Sighting;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.OverLimit;
import org.mesura.policy.Policy;
import org.mesura.submission.Recipients;
import org.mesura.submission.Submission;
import org.mesura.usage.Charge;
import org.mesura.usage.Ledger;
import org.mesura.usage.LimitUsage;
import org.mesura.usage.Usage;

/**
 * The deciding function: {@code (AccountState, CapLedger, Request, now) -> (AccountState, Ruling)}, pure, over everything
 * known of the account.
 *
 * <p>One reason is given, the first that holds, in this order:
 *
 * <ol>
 *   <li>the submission was decided before: that decision again, nothing charged
 *   <li>the account is exempt, or writes only to addresses that are always open: recorded and accepted
 *   <li>the account is suspended and somebody outside would get it: refused
 *   <li>more recipients than any message may have, or more of one measure than a limit or cap ever gives: refused,
 *       waiting would not help
 *   <li>the text reached more outsiders than the bulk rule lets pass: held for a person's decision, let out slowly or
 *       refused, as the rule says, and refused far beyond; whom the message answers, because they wrote to the account
 *       lately, does not count
 *   <li>over limits or caps that will be free again: deferred to the instant at which it fits if the policy defers and
 *       that comes in time, held if the policy holds, else refused; it names the limit that is free last
 *   <li>otherwise charged to all limits and accepted; with advice for a growing campaign or many visible recipients
 * </ol>
 *
 * A permit that holds lets pass what the account's own limits or the bulk rule would stop; that is charged to the permit
 * and to the caps and to nothing else. Whoever asks a limit for nothing is never stopped by it: a message to colleagues
 * only passes a full external limit. While submissions wait, a larger one than ordinary mail waits its turn behind them
 * even if it would fit.
 */
public final class Review {
    private final AccountState state;
    private final Request request;
    private final Instant now;
    private final Submission submission;
    private final Policy policy;
    private final Charge charge;
    private final long id;
    private final long[] used;
    private final CapCheck caps;
    /** Whether no limit is exceeded, so that none need be looked at once more. */
    private final boolean fitsAll;

    private final boolean onlyAsks;

    private Review(AccountState state, CapLedger caps, Request request, Instant now, boolean onlyAsks) {
        this.state = state;
        this.request = request;
        this.now = now;
        this.submission = request.submission();
        this.policy = request.terms().policy();
        this.charge = Charge.of(submission);
        this.id = submission.id().fingerprint();
        this.used = state.ledger().used(policy.limits(), now);
        this.caps = CapCheck.of(request.terms().caps(), submission.recipients().outside(), caps, now);
        this.fitsAll = state.ledger().fitsAll(policy.limits(), used, charge, now);
        this.onlyAsks = onlyAsks;
    }

    /** Decides {@code request} at {@code now} for the account of which {@code before} is known. */
    public static Changed<Ruling> decide(AccountState before, CapLedger caps, Request request, Instant now) {
        return decide(before, caps, request, now, false);
    }

    /**
     * What {@link #decide} would answer. No send is added to the account's record: records that grow from one another share
     * their rows, and the review that may follow would find its row taken and copy them all.
     */
    public static Ruling ask(AccountState before, CapLedger caps, Request request, Instant now) {
        return decide(before, caps, request, now, true).answer();
    }

    private static Changed<Ruling> decide(
            AccountState before, CapLedger caps, Request request, Instant now, boolean onlyAsks) {
        AccountState state = before.at(now, request.terms().keep());
        Changed<Ruling> decided = new Review(state, caps, request, now, onlyAsks).decide();
        return request.terms().isReduced()
                ? new Changed<>(
                        decided.state(), decided.capCharges(), decided.answer().byPart())
                : decided;
    }

    /** What becomes of the account when {@code request} was refused for {@code reason} before it came to a review. */
    static Changed<Ruling> refuse(AccountState before, CapLedger caps, Request request, Reason reason, Instant now) {
        return new Review(before.at(now, request.terms().keep()), caps, request, now, false)
                .outcome()
                .refuse(reason);
    }

    private Changed<Ruling> decide() {
        Optional<Decision> recorded = recorded();
        if (recorded.isPresent()) {
            return Changed.to(state, Ruling.of(outcome().again(recorded.get())));
        }
        if (request.terms().exempt() || submission.alwaysOpen()) {
            return outcome().grant(Optional.empty(), Optional.empty(), Optional.empty());
        }
        Optional<Suspension> suspension = suspension();
        if (suspension.isPresent()) {
            return outcome().refuse(new Reason.Suspended(suspension.get()));
        }
        Optional<Campaign> campaign = campaign();
        Changed<Ruling> weighed = weigh(campaign);
        return campaign.isPresent() ? seen(campaign.get().sighting(), weighed) : weighed;
    }

    private static Changed<Ruling> seen(Sighting sighting, Changed<Ruling> weighed) {
        return new Changed<>(
                weighed.state(), weighed.capCharges(), weighed.answer().having(sighting.seen()));
    }

    private Optional<Decision> recorded() {
        boolean counted = state.ledger().knows(id);
        // what went on a permit is remembered beyond its row
        boolean known =
                counted || state.refused().knows(id) || !state.permits().used().isEmpty();
        if (!known) {
            return Optional.empty();
        }
        Optional<Decision> remarkable = state.aside().recent().find(id);
        return remarkable.isPresent() || !counted
                ? remarkable
                : Optional.of(outcome().plainly());
    }

    private Optional<Suspension> suspension() {
        return submission.recipients().outside() == 0
                ? Optional.empty()
                : state.standing().suspensionAt(now);
    }

    private Changed<Ruling> weigh(Optional<Campaign> campaign) {
        Optional<Reason> never = caps.neverFits();
        if (never.isPresent()) {
            return outcome().refuse(never.get());
        }
        Optional<Permits.Use> permit = permit();
        Optional<Reason> barred = barred(campaign);
        if (barred.isPresent() && permit.isEmpty()) {
            return bar(barred.get(), campaign);
        }
        Optional<Reason.OverLimit> over = barred.isPresent() ? Optional.empty() : overLimit();
        boolean onPermit = permit.isPresent() && (barred.isPresent() || over.isPresent());
        Optional<Reason.OverCap> overCap = caps.over();
        if (overCap.isPresent() || !onPermit && (over.isPresent() || mustQueue())) {
            return wait(onPermit ? permit : Optional.empty(), onPermit ? Optional.empty() : campaign, over, overCap);
        }
        return onPermit
                ? outcome().grant(permit, Optional.empty(), visibleRecipients())
                : outcome().grant(Optional.empty(), campaign, advice(campaign, permit));
    }

    private Changed<Ruling> bar(Reason reason, Optional<Campaign> campaign) {
        BulkAction action =
                reason instanceof Reason.Bulk ? campaign.orElseThrow().action() : BulkAction.REFUSE;
        return switch (action) {
            case REFUSE -> outcome().refuse(reason);
            case HOLD -> outcome().hold(reason);
            case PACE ->
                turn().paced(
                                reason,
                                campaign.orElseThrow().rule(),
                                state.aside().recent().latestPaced(),
                                caps.over())
                        .map(turn -> outcome().defer(turn, Optional.empty(), campaign))
                        .orElseGet(() -> outcome().hold(reason));
        };
    }

    /** What waiting would not help against. */
    private Optional<Reason> barred(Optional<Campaign> campaign) {
        int asked = submission.recipients().total();
        if (asked > policy.recipientsPerMessage()) {
            return Optional.of(new Reason.TooManyRecipients(policy.recipientsPerMessage(), asked));
        }
        Optional<Reason> never = neverFits();
        return never.isPresent() ? never : campaign.flatMap(Campaign::objection);
    }

    private Optional<Reason> neverFits() {
        if (fitsAll) {
            return Optional.empty();
        }
        for (Limit limit : policy.limits()) {
            long asked = charge.of(limit.measure());
            if (asked > limit.quantity()) {
                return Optional.of(new Reason.NeverFits(limit, asked));
            }
        }
        return Optional.empty();
    }

    private Optional<Reason.OverLimit> overLimit() {
        if (fitsAll) {
            return Optional.empty();
        }
        Ledger ledger = state.ledger();
        Optional<Reason.OverLimit> last = Optional.empty();
        for (int index = 0; index < used.length; index++) {
            if (!ledger.fits(policy.limits().get(index), used[index], charge, now)) {
                Reason.OverLimit over = overLimit(index);
                last = last.filter(known -> !over.freeAt().isAfter(known.freeAt()))
                        .or(() -> Optional.of(over));
            }
        }
        return last;
    }

    private Reason.OverLimit overLimit(int index) {
        Limit limit = policy.limits().get(index);
        long asked = charge.of(limit.measure());
        return new Reason.OverLimit(limit, used[index], asked, state.ledger().freeAt(limit, asked, now));
    }

    /** The permit that would let this submission pass what its own limits do not. */
    private Optional<Permits.Use> permit() {
        int outside = submission.recipients().outside();
        boolean none =
                request.terms().permits().isEmpty() && state.permits().granted().isEmpty();
        if (outside == 0 || none) {
            return Optional.empty();
        }
        return state.permits().holdingAt(now, request.terms().permits()).stream()
                .filter(use -> use.remaining() >= outside)
                .filter(use -> submission.recipients().total()
                        <= Math.max(policy.recipientsPerMessage(), use.permit().recipientsPerMessage()))
                .findFirst();
    }

    /** Whether it would overtake what waits for a limit that has not room for both: only ordinary mail may. */
    private boolean mustQueue() {
        boolean mayQueue = policy.overLimit() == OverLimit.DEFER
                && state.ledger().hasReservations()
                && submission.recipients().total() > policy.deferral().ordinaryRecipients();
        for (int index = 0; mayQueue && index < used.length; index++) {
            Measure measure = policy.limits().get(index).measure();
            long asked = charge.of(measure);
            long waiting = state.ledger().reserved(measure);
            long most = policy.limits().get(index).quantity();
            if (asked > 0 && waiting > 0 && used[index] + waiting + asked > most) {
                return true;
            }
        }
        return false;
    }

    private Turn turn() {
        long waitingOnPermits =
                caps.caps().isEmpty() ? 0 : state.aside().recent().waitingOnPermits(now);
        return new Turn(state.ledger(), policy, charge, used, caps, waitingOnPermits, now);
    }

    private Changed<Ruling> wait(
            Optional<Permits.Use> permit,
            Optional<Campaign> campaign,
            Optional<Reason.OverLimit> over,
            Optional<Reason.OverCap> overCap) {
        Optional<Decision.Defer> turn =
                policy.overLimit() == OverLimit.DEFER ? turn().find(permit, over, overCap) : Optional.empty();
        if (turn.isPresent()) {
            return outcome().defer(turn.get(), permit, campaign);
        }
        boolean capIsLast = overCap.filter(
                        cap -> over.filter(limit -> limit.freeAt().isAfter(cap.freeAt()))
                                .isEmpty())
                .isPresent();
        Reason reason = capIsLast ? overCap.get() : over.map(Reason.class::cast).orElseGet(this::queued);
        return policy.overLimit() == OverLimit.HOLD
                ? outcome().hold(reason)
                : outcome().refuse(reason);
    }

    /** It fits, and what waits before it takes all that reservations may take. */
    private Reason queued() {
        LimitUsage fullest = Collections.max(
                Usage.of(policy.limits(), used, Charge.NOTHING).list(), Comparator.comparingLong(LimitUsage::percent));
        return overLimit(policy.limits().indexOf(fullest.limit()));
    }

    /** The campaign this message would belong to; none without a text, a rule, and outsiders who did not write first. */
    private Optional<Campaign> campaign() {
        if (policy.bulk().isEmpty() || request.fingerprint().isEmpty()) {
            return Optional.empty();
        }
        BulkRule rule = policy.bulk().get();
        Recipients counted = state.correspondents().strangersAmong(submission.recipients(), rule.answersWithin(), now);
        return counted.outside() == 0
                ? Optional.empty()
                : Optional.of(Campaign.of(
                        rule, state.campaigns().sight(request.fingerprint().get(), counted, rule, now)));
    }

    /** While a permit holds the bulk rule sleeps. */
    private Optional<Reason> advice(Optional<Campaign> campaign, Optional<Permits.Use> permit) {
        Optional<Reason> bulk = permit.isPresent() ? Optional.empty() : campaign.flatMap(Campaign::advice);
        return bulk.isPresent() ? bulk : visibleRecipients();
    }

    private Optional<Reason> visibleRecipients() {
        int visible = submission.visibleExternal();
        if (visible == 0) {
            return Optional.empty();
        }
        return policy.bulk()
                .filter(rule -> visible >= rule.visible())
                .map(rule -> new Reason.VisibleRecipients(visible, rule.visible()));
    }

    private Outcome outcome() {
        return new Outcome(state, request, id, charge, used, caps, now, onlyAsks);
    }

    /** Where the message's text belongs, the rule it is judged by, and what its campaign would be with it. */
    record Campaign(BulkRule rule, Sighting sighting, Evidence evidence) {
        private static final int LITTLE_OWN = 2;

        static Campaign of(BulkRule rule, Sighting sighting) {
            return new Campaign(rule, sighting, sighting.evidence());
        }

        Optional<Reason> objection() {
            if (evidence.recipients() <= allowed(rule.stop())) {
                return Optional.empty();
            }
            return Optional.of(new Reason.Bulk(evidence, allowed(isFarBeyond() ? rule.refuse() : rule.stop())));
        }

        /** What becomes of a message that there is an objection to. */
        BulkAction action() {
            return isFarBeyond() ? BulkAction.REFUSE : rule.action();
        }

        private boolean isFarBeyond() {
            return evidence.recipients() > allowed(rule.refuse());
        }

        Optional<Reason> advice() {
            return evidence.recipients() < allowed(rule.advise())
                    ? Optional.empty()
                    : Optional.of(new Reason.Bulk(evidence, allowed(rule.advise())));
        }

        private long allowed(long threshold) {
            return times(sighting.mayReachMore()) * threshold;
        }

        /** How many times the rule's thresholds hold for a text, if it says {@code little} of its sender's own. */
        static int times(boolean little) {
            return little ? LITTLE_OWN : 1;
        }
    }
}
