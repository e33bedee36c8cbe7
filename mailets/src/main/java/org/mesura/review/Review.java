/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

import org.mesura.bulk.Campaigns;
import org.mesura.bulk.Evidence;
import org.mesura.bulk.Fingerprint;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Limit;
import org.mesura.policy.Mode;
import org.mesura.policy.Policy;
import org.mesura.submission.Submission;
import org.mesura.usage.Charge;
import org.mesura.usage.LimitUsage;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableList;

/**
 * The deciding function: {@code (AccountState, Request, now) -> (AccountState, Decision)}, pure, over everything known of
 * the account.
 *
 * <p>One reason is given, the first that holds, in this order:
 *
 * <ol>
 *   <li>the submission was decided before: that decision again, nothing charged
 *   <li>the account is exempt, or writes only to addresses that are always open: recorded and accepted
 *   <li>more recipients than any message may have: refused, waiting would not help
 *   <li>more of one measure than a limit ever gives: refused, likewise
 *   <li>the text reached more outsiders than the bulk rule lets pass: refused
 *   <li>over limits that will be free again: refused, naming the limit that is free last
 *   <li>otherwise charged to all limits and accepted; with advice for a growing campaign or many visible recipients
 * </ol>
 *
 * Whoever asks a limit for nothing is never stopped by it: a message to colleagues only passes a full external limit.
 */
public final class Review {
    private final AccountState state;
    private final Request request;
    private final Instant now;
    private final Submission submission;
    private final Policy policy;
    private final Charge charge;

    private Review(AccountState state, Request request, Instant now) {
        this.state = state;
        this.request = request;
        this.now = now;
        this.submission = request.submission();
        this.policy = request.terms().policy();
        this.charge = Charge.of(submission);
    }

    /** Decides {@code request} at {@code now} for the account of which {@code before} is known. */
    public static Outcome decide(AccountState before, Request request, Instant now) {
        return new Review(before.asOf(now), request, now).decide();
    }

    private Outcome decide() {
        Optional<Decision> recorded = state.recent().find(submission.id());
        if (recorded.isPresent()) {
            return new Outcome(state, recorded.get().withUsage(usageOf(state.charged())));
        }
        if (request.terms().exempt() || submission.alwaysOpen()) {
            return grant(Optional.empty(), Optional.empty());
        }
        Optional<Campaign> campaign = campaign();
        return objection(campaign).map(this::refuse).orElseGet(() -> grant(campaign, advice(campaign)));
    }

    private Optional<Reason> objection(Optional<Campaign> campaign) {
        return tooManyRecipients()
                .or(this::neverFits)
                .or(() -> campaign.flatMap(Campaign::objection))
                .or(this::overLimit);
    }

    private Optional<Reason> tooManyRecipients() {
        int maximum = policy.recipientsPerMessage();
        int asked = submission.recipients().total();
        return asked > maximum ? Optional.of(new Reason.TooManyRecipients(maximum, asked)) : Optional.empty();
    }

    private Optional<Reason> neverFits() {
        return policy.limits().stream()
                .filter(limit -> charge.of(limit.measure()) > limit.quantity())
                .findFirst()
                .map(limit -> new Reason.NeverFits(limit, charge.of(limit.measure())));
    }

    private Optional<Reason> overLimit() {
        return policy.limits().stream()
                .map(this::over)
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Reason.OverLimit::freeAt))
                .map(Reason.class::cast);
    }

    private Optional<Reason.OverLimit> over(Limit limit) {
        long asked = charge.of(limit.measure());
        Instant freeAt = state.charged().freeAt(limit, asked, now);
        if (!freeAt.isAfter(now)) {
            return Optional.empty();
        }
        long used = state.charged().used(limit.measure(), limit.window(), now);
        return Optional.of(new Reason.OverLimit(limit, used, asked, freeAt));
    }

    /** The campaign this message would belong to; none without outsiders, a text, and a rule. */
    private Optional<Campaign> campaign() {
        if (submission.recipients().outside() == 0) {
            return Optional.empty();
        }
        return policy.bulk()
                .flatMap(rule -> request.fingerprint().map(text -> new Campaign(rule, text, evidence(rule, text))));
    }

    private Evidence evidence(BulkRule rule, Fingerprint text) {
        return state.campaigns().evidenceWith(text, submission.recipients(), rule.window(), now);
    }

    private Optional<Reason> advice(Optional<Campaign> campaign) {
        return campaign.flatMap(Campaign::advice).or(this::visibleRecipients);
    }

    private Optional<Reason> visibleRecipients() {
        int visible = submission.visibleExternal();
        return policy.bulk()
                .filter(rule -> visible >= rule.visible())
                .map(rule -> new Reason.VisibleRecipients(visible, rule.visible()));
    }

    private Outcome grant(Optional<Campaign> campaign, Optional<Reason> advice) {
        SendRecord charged = state.charged().with(charge, now, request.terms().keep());
        ImmutableList<LimitUsage> usage = usageOf(charged);
        Decision decision = advice.<Decision>map(reason -> new Decision.Advise(reason, usage))
                .orElseGet(() -> new Decision.Accept(usage));
        Campaigns campaigns = campaign.map(entered -> state.campaigns()
                        .with(
                                entered.text(),
                                submission.recipients(),
                                entered.rule().window(),
                                now))
                .orElse(state.campaigns());
        return new Outcome(
                new AccountState(charged, state.passed(), state.refused(), campaigns, recentWith(decision)), decision);
    }

    /** What is refused costs nothing and enters no campaign; it is counted apart. */
    private Outcome refuse(Reason reason) {
        Decision decision = new Decision.Refuse(reason, usageOf(state.charged()));
        SendRecord refused = state.refused().with(charge, now, request.terms().keep());
        SendRecord passed = request.terms().mode() == Mode.OBSERVE
                ? state.passed().with(charge, now, request.terms().keep())
                : state.passed();
        return new Outcome(
                new AccountState(state.charged(), passed, refused, state.campaigns(), recentWith(decision)), decision);
    }

    private RecentDecisions recentWith(Decision decision) {
        return state.recent().with(submission.id(), decision, now);
    }

    /** No limit holds an exempt account, so none is near its end. */
    private ImmutableList<LimitUsage> usageOf(SendRecord record) {
        return request.terms().exempt() ? ImmutableList.of() : record.usage(policy.limits(), now);
    }

    /** The message's text, the rule it is judged by, and what the campaign would be with this message. */
    private record Campaign(BulkRule rule, Fingerprint text, Evidence evidence) {
        Optional<Reason> objection() {
            if (evidence.recipients() <= rule.stop()) {
                return Optional.empty();
            }
            long threshold = evidence.recipients() > rule.refuse() ? rule.refuse() : rule.stop();
            return Optional.of(new Reason.Bulk(evidence, threshold));
        }

        Optional<Reason> advice() {
            return evidence.recipients() < rule.advise()
                    ? Optional.empty()
                    : Optional.of(new Reason.Bulk(evidence, rule.advise()));
        }
    }
}
