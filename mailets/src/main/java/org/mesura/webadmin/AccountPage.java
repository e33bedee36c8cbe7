/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.mesura.bulk.Evidence;
import org.mesura.policy.Measure;
import org.mesura.policy.Terms;
import org.mesura.review.AccountState;
import org.mesura.submission.Sender;
import org.mesura.usage.LimitUsage;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableList;

/** One account as the API shows it; durations in seconds, instants in ISO 8601 UTC, no recipient anywhere. */
record AccountPage(
        String account,
        String policy,
        String policySource,
        String mode,
        boolean exempt,
        ImmutableList<Usage> usage,
        Day sentLastDay,
        Day refusedLastDay,
        Day passedObservedLastDay,
        ImmutableList<Campaign> campaigns) {
    private static final Duration DAY = Duration.ofDays(1);

    static AccountPage of(Sender sender, Terms terms, AccountState state, Instant now) {
        return new AccountPage(
                sender.account(),
                terms.policy().name(),
                terms.source(),
                terms.mode().name().toLowerCase(Locale.ROOT),
                terms.exempt(),
                state.charged().usage(terms.policy().limits(), now).stream()
                        .map(Usage::of)
                        .collect(ImmutableList.toImmutableList()),
                Day.of(state.charged(), now),
                Day.of(state.refused(), now),
                Day.of(state.passed(), now),
                terms.policy().bulk().stream()
                        .flatMap(rule -> state.campaigns().reaching(2, rule.window(), now).stream())
                        .map(Campaign::of)
                        .collect(ImmutableList.toImmutableList()));
    }

    record Usage(
            String limit, String measure, long quantity, long windowSeconds, long used, long remaining, long percent) {
        static Usage of(LimitUsage usage) {
            return new Usage(
                    usage.limit().name(),
                    usage.limit().measure().id(),
                    usage.limit().quantity(),
                    usage.limit().window().toSeconds(),
                    usage.used(),
                    usage.remaining(),
                    usage.percent());
        }
    }

    record Day(long messages, long recipients, long externalRecipients, long bytes) {
        static Day of(SendRecord record, Instant now) {
            return new Day(
                    record.used(Measure.MESSAGES, DAY, now),
                    record.used(Measure.RECIPIENTS, DAY, now),
                    record.used(Measure.EXTERNAL_RECIPIENTS, DAY, now),
                    record.used(Measure.BYTES, DAY, now));
        }
    }

    record Campaign(String since, long messages, long externalRecipients) {
        static Campaign of(Evidence evidence) {
            return new Campaign(evidence.since().toString(), evidence.messages(), evidence.recipients());
        }
    }
}
