/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Duration;
import java.time.Instant;

import org.mesura.policy.Limit;
import org.mesura.policy.PolicyBook;
import org.mesura.policy.Terms;
import org.mesura.submission.Sender;
import org.mesura.usage.Charge;
import org.mesura.usage.LimitUsage;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableList;

/**
 * What all accounts do together at an instant, added up one by one. It stands beside all mail: next to nothing is made for
 * each account. Not for several threads at once.
 */
public final class Totals {
    /** The windows in which is told what was sent. */
    public static final ImmutableList<Duration> WINDOWS =
            ImmutableList.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));

    private static final int HOUR = 1;
    private static final Duration DAY = Duration.ofDays(1);
    private static final int NEAR = 80;
    private static final int OVER = 100;
    private static final int FEWEST = 2;

    private final PolicyBook policies;
    private final Instant now;
    private final Sum[] sent = {new Sum(), new Sum(), new Sum()};
    private final Sum refused = new Sum();
    private long active;
    private long near;
    private long over;
    private long suspended;
    private long wide;

    /** Of no account yet. */
    public Totals(PolicyBook policies, Instant now) {
        this.policies = policies;
        this.now = now;
    }

    /** Whether an account whose fullest limit is so full is near a limit. */
    public static boolean isNear(long percent) {
        return percent >= NEAR;
    }

    /** Whether an account whose fullest limit is so full is over a limit: nothing more of it fits. */
    public static boolean isOver(long percent) {
        return percent >= OVER;
    }

    /** Adds one account. */
    public void add(Sender sender, AccountState state) {
        if (state.standing().suspensionAt(now).isPresent()) {
            suspended++;
        }
        if (!state.refused().isEmpty(DAY, now)) {
            refused.add(state.refused().sent(DAY, now));
        }
        if (!state.charged().isEmpty(policies.keep(), now)) {
            addSent(state.charged());
            addFullest(sender, state.charged());
        }
        if (!state.campaigns().all().isEmpty()) {
            addWide(state, policies.termsOf(sender));
        }
    }

    private void addSent(SendRecord charged) {
        for (int window = 0; window < sent.length; window++) {
            if (!charged.isEmpty(WINDOWS.get(window), now)) {
                sent[window].add(charged.sent(WINDOWS.get(window), now));
                active += window == HOUR ? 1 : 0;
            }
        }
    }

    private void addFullest(Sender sender, SendRecord charged) {
        ImmutableList<Limit> limits = policies.policyOf(sender).limits();
        long percent = LimitUsage.fullestPercent(limits, charged.used(limits, now));
        near += isNear(percent) ? 1 : 0;
        over += isOver(percent) ? 1 : 0;
    }

    private void addWide(AccountState state, Terms terms) {
        wide += terms.policy()
                .bulk()
                .map(rule -> state.campaigns().reaches(FEWEST, rule.window(), now).stream()
                        .filter(reach -> CampaignAction.of(reach, state, terms, now) != CampaignAction.NONE)
                        .count())
                .orElse(0L);
    }

    /** How many sent something in the last hour. */
    public long active() {
        return active;
    }

    /** How many are near a limit or over one. */
    public long near() {
        return near;
    }

    /** How many are over a limit. */
    public long over() {
        return over;
    }

    /** How many may not send to outsiders. */
    public long suspended() {
        return suspended;
    }

    /** How many campaigns reached a threshold of the bulk rule. */
    public long wide() {
        return wide;
    }

    /** What was charged in each of {@link #WINDOWS}. */
    public ImmutableList<Charge> sent() {
        return ImmutableList.of(sent[0].all(), sent[1].all(), sent[2].all());
    }

    /** What was refused in the last day. */
    public Charge refused() {
        return refused.all();
    }

    private static final class Sum {
        private long messages;
        private long recipients;
        private long external;
        private long bytes;

        private void add(Charge more) {
            messages += more.messages();
            recipients += more.recipients();
            external += more.external();
            bytes += more.bytes();
        }

        private Charge all() {
            return new Charge(messages, recipients, external, bytes);
        }
    }
}
