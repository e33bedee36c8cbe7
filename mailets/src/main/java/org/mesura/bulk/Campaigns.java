/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.submission.Recipients;

import com.google.common.collect.ImmutableList;

/**
 * The texts that one account sent to outsiders lately, and how many distinct outsiders each reached in a rolling window.
 *
 * <p>Messages are of one campaign when their {@link Fingerprint}s are equal. A circular of 160 copies, one outsider
 * each, makes one campaign whose evidence says 160 recipients in 160 messages; sending it to somebody again adds a
 * message, not a recipient.
 *
 * <p>Bounded: at most {@value #KEPT} texts. When one more comes, the text that reached the fewest goes, of those the
 * one that rested longest; so a campaign is not flushed out by small talk. Immutable.
 */
public final class Campaigns {
    /** The campaigns of an account that wrote to nobody outside. */
    public static final Campaigns NONE = new Campaigns(ImmutableList.of());

    static final int KEPT = 256;

    private final ImmutableList<Campaign> campaigns;

    private Campaigns(ImmutableList<Campaign> campaigns) {
        this.campaigns = campaigns;
    }

    /** These campaigns, the one that was heard of last the last. */
    public static Campaigns of(ImmutableList<Campaign> campaigns) {
        return campaigns.isEmpty() ? NONE : new Campaigns(campaigns);
    }

    /** All of them, the one that was heard of last the last. */
    public ImmutableList<Campaign> all() {
        return campaigns;
    }

    /** What would be known of the text's campaign if this message went to {@code recipients} at {@code now}. */
    public Evidence evidenceWith(Fingerprint fingerprint, Recipients recipients, Duration window, Instant now) {
        return find(fingerprint)
                .orElseGet(() -> Campaign.of(fingerprint.text()))
                .evidenceWith(recipients, outside(window, now), now.toEpochMilli());
    }

    /** These campaigns with one more message, without what lies outside the window. */
    public Campaigns with(Fingerprint fingerprint, Recipients recipients, Duration window, Instant now) {
        long outside = outside(window, now);
        Campaign grown = find(fingerprint)
                .orElseGet(() -> Campaign.of(fingerprint.text()))
                .with(recipients, outside, now.toEpochMilli());
        ImmutableList<Campaign> others = campaigns.stream()
                .filter(campaign -> campaign.text() != fingerprint.text() && campaign.latest() > outside)
                .collect(ImmutableList.toImmutableList());
        return new Campaigns(ImmutableList.<Campaign>builderWithExpectedSize(others.size() + 1)
                .addAll(others.size() < KEPT ? others : withoutSmallest(others))
                .add(grown)
                .build());
    }

    /** These campaigns after a clock that may have gone back: nothing was sent after {@code now}. */
    public Campaigns asOf(Instant now) {
        long millis = now.toEpochMilli();
        if (campaigns.stream().allMatch(campaign -> campaign.latest() <= millis)) {
            return this;
        }
        return new Campaigns(
                campaigns.stream().map(campaign -> campaign.asOf(millis)).collect(ImmutableList.toImmutableList()));
    }

    /** These campaigns and {@code other}; a text that both have reached whom either reached. */
    public Campaigns joinedTo(Campaigns other) {
        Map<Long, Campaign> joined = new LinkedHashMap<>();
        Stream.concat(other.campaigns.stream(), campaigns.stream())
                .forEach(campaign -> joined.merge(campaign.text(), campaign, Campaign::joinedTo));
        ImmutableList<Campaign> all = ImmutableList.copyOf(joined.values());
        while (all.size() > KEPT) {
            all = withoutSmallest(all);
        }
        return new Campaigns(all);
    }

    /** The evidence of each campaign that reached at least {@code recipients} in the window, the widest first. */
    public ImmutableList<Evidence> reaching(long recipients, Duration window, Instant now) {
        return campaigns.stream()
                .map(campaign -> campaign.evidence(outside(window, now)))
                .filter(evidence -> evidence.recipients() >= recipients)
                .sorted(Comparator.comparingLong(Evidence::recipients).reversed())
                .collect(ImmutableList.toImmutableList());
    }

    /** Whether no window as long as {@code keep} holds anything at {@code now}. */
    public boolean isEmpty(Duration keep, Instant now) {
        return campaigns.stream().allMatch(campaign -> campaign.latest() <= outside(keep, now));
    }

    private Optional<Campaign> find(Fingerprint fingerprint) {
        return campaigns.stream()
                .filter(campaign -> campaign.text() == fingerprint.text())
                .findFirst();
    }

    private static ImmutableList<Campaign> withoutSmallest(ImmutableList<Campaign> full) {
        Campaign smallest = full.stream()
                .min(Comparator.<Campaign>comparingInt(
                                campaign -> campaign.recipients().length())
                        .thenComparingLong(Campaign::latest))
                .orElseThrow();
        return full.stream().filter(campaign -> campaign != smallest).collect(ImmutableList.toImmutableList());
    }

    private static long outside(Duration window, Instant now) {
        return now.minus(window).toEpochMilli();
    }
}
