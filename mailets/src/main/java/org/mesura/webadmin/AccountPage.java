/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.mesura.bulk.Evidence;
import org.mesura.hold.HeldTotal;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Terms;
import org.mesura.review.AccountState;
import org.mesura.submission.Sender;
import org.mesura.usage.Charge;
import org.mesura.usage.Ledger;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;

/** One account as the API shows it; durations in seconds, instants in ISO 8601 UTC, no recipient anywhere. */
record AccountPage(
        String account,
        String policy,
        String policySource,
        String mode,
        boolean exempt,
        ImmutableList<Usage> usage,
        Amount sentLastDay,
        Amount refusedLastDay,
        Amount passedObservedLastDay,
        ImmutableList<Campaign> campaigns,
        long awaitingAnswer,
        long attemptsLastDay,
        long unknownRecipientsLastHour,
        StandingPage.Reserved reserved,
        HeldPage.Total held,
        Optional<StandingPage.Suspended> suspension,
        ImmutableList<StandingPage.Granted> permits) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    static AccountPage of(Sender sender, Terms terms, AccountState state, HeldTotal held, Instant now) {
        return new AccountPage(
                sender.account(),
                terms.policy().name(),
                terms.source(),
                terms.mode().name().toLowerCase(Locale.ROOT),
                terms.exempt(),
                state.charged().usage(terms.policy().limits(), now).stream()
                        .map(usage -> Usage.of(usage, state.ledger(), now))
                        .collect(ImmutableList.toImmutableList()),
                Amount.of(state.charged().sent(DAY, now)),
                Amount.of(state.refused().sent(DAY, now)),
                Amount.of(state.passed().sent(DAY, now)),
                terms.policy().bulk().stream()
                        .flatMap(rule -> state.campaigns().reaching(2, rule.window(), now).stream())
                        .map(Campaign::of)
                        .collect(ImmutableList.toImmutableList()),
                terms.policy()
                        .bulk()
                        .map(rule -> state.correspondents().unanswered(rule.answersWithin(), now))
                        .orElse(0L),
                state.aside().attempts().used(Measure.MESSAGES, DAY, now),
                state.aside().unknown().used(Measure.RECIPIENTS, HOUR, now),
                StandingPage.Reserved.of(state.ledger().reserved()),
                HeldPage.Total.of(held),
                state.standing().suspensionAt(now).map(StandingPage.Suspended::of),
                state.permits()
                        .all(terms.permits())
                        .map(use -> StandingPage.Granted.of(use, now))
                        .collect(ImmutableList.toImmutableList()));
    }

    record Usage(
            String limit,
            String measure,
            long quantity,
            long windowSeconds,
            long used,
            long remaining,
            long percent,
            Optional<Instant> freeAt) {
        private static final Charge ONE = new Charge(1, 1, 1, 1);

        static Usage of(LimitUsage usage, Ledger ledger, Instant now) {
            Limit limit = usage.limit();
            return new Usage(
                    limit.name(),
                    limit.measure().id(),
                    limit.quantity(),
                    limit.window().toSeconds(),
                    usage.used(),
                    usage.remaining(),
                    usage.percent(),
                    ledger.fits(limit, usage.used(), ONE, now)
                            ? Optional.empty()
                            : Optional.of(ledger.freeAt(limit, 1, now)));
        }
    }

    record Campaign(Instant since, long messages, long externalRecipients) {
        static Campaign of(Evidence evidence) {
            return new Campaign(evidence.since(), evidence.messages(), evidence.recipients());
        }
    }
}
