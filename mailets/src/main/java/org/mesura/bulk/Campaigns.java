/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BinaryOperator;

import org.mesura.policy.BulkRule;
import org.mesura.submission.Recipients;

import com.google.common.collect.ImmutableList;

/**
 * The texts that one account sent to outsiders lately, and how many distinct outsiders each reached in a rolling window.
 *
 * <p>A message is of the campaign whose {@link Consensus} agrees with its sketch best, in {@value #ALIKE} of
 * {@value Sketch#COMPONENTS} components at least, in more if it is short; one that agrees with none begins a campaign. So
 * few suffice because ordinary mail does not go on agreeing: what by chance resembles one other letter does not resemble
 * twenty. What the account ends all its mail with is left out of the comparison ({@link Footers}). Too short a text is
 * compared as a whole, subject and attachments included.
 *
 * <p>Bounded: at most {@value #KEPT} texts, and of them all three times as many recipients as the rule refuses, and three
 * times as many messages as one text may have ({@value Campaign#MESSAGES_KEPT}). When one
 * more comes, the text that reached the fewest goes, of those the one that rested longest; so a campaign is not flushed
 * out by small talk. Immutable.
 */
public final class Campaigns {
    /** The campaigns of an account that wrote to nobody outside. */
    public static final Campaigns NONE = new Campaigns(ImmutableList.of(), Footers.NONE);

    static final int KEPT = 24;
    static final int ALIKE = 13;

    private final ImmutableList<Campaign> campaigns;
    private final Footers footers;

    private Campaigns(ImmutableList<Campaign> campaigns, Footers footers) {
        this.campaigns = campaigns;
        this.footers = footers;
    }

    /** These campaigns, the one that was heard of last the last. */
    public static Campaigns of(ImmutableList<Campaign> campaigns, Footers footers) {
        return new Campaigns(campaigns, footers);
    }

    /** All of them, the one that was heard of last the last. */
    public ImmutableList<Campaign> all() {
        return campaigns;
    }

    /** What the account's mail ends with. */
    public Footers footers() {
        return footers;
    }

    /** No campaign; what the account's mail ends with stays known. */
    public Campaigns begunAnew() {
        return new Campaigns(ImmutableList.of(), footers);
    }

    /** Where a message of this {@code fingerprint} belongs that goes to {@code recipients} at {@code now}. */
    public Sighting sight(Fingerprint fingerprint, Recipients recipients, BulkRule rule, Instant now) {
        return new Sighting(this, fingerprint, recipients, rule, now);
    }

    /** These campaigns after a clock that may have gone back: nothing was sent after {@code now}. */
    public Campaigns asOf(Instant now) {
        long millis = now.toEpochMilli();
        if (campaigns.stream().allMatch(campaign -> campaign.latest() <= millis)) {
            return this;
        }
        return new Campaigns(
                campaigns.stream().map(campaign -> campaign.asOf(millis)).collect(ImmutableList.toImmutableList()),
                footers);
    }

    /** These campaigns and {@code other}; a text that both have reached whom either reached. */
    public Campaigns joinedTo(Campaigns other) {
        return with(other, Campaign::joinedTo, footers.joinedTo(other.footers));
    }

    /**
     * These campaigns and an older copy of them: what both have counts once. Footers are learned from few mails, so those of
     * the copy count only where none are known.
     */
    public Campaigns restoredBy(Campaigns older) {
        boolean knowsNone = footers.different().isEmpty() && footers.latest().isEmpty();
        return with(older, Campaign::restoredBy, knowsNone ? older.footers : footers);
    }

    private Campaigns with(Campaigns other, BinaryOperator<Campaign> joining, Footers both) {
        ImmutableList<Campaign> all = other.campaigns;
        for (Campaign campaign : campaigns) {
            Optional<Campaign> alike = all.stream().filter(campaign::isAlike).findFirst();
            all = ImmutableList.<Campaign>builder()
                    .addAll(without(all, alike))
                    .add(alike.map(one -> joining.apply(campaign, one)).orElse(campaign))
                    .build();
        }
        while (all.size() > KEPT) {
            all = withoutSmallest(all);
        }
        return new Campaigns(all, both);
    }

    /** These campaigns after what was sent between {@code before} and {@code after} elsewhere. */
    public Campaigns withChange(Campaigns before, Campaigns after) {
        if (before.campaigns.equals(after.campaigns)) {
            return this;
        }
        return campaigns.equals(before.campaigns) ? after : joinedTo(after.since(before));
    }

    private Campaigns since(Campaigns before) {
        return new Campaigns(
                campaigns.stream()
                        .map(campaign -> before.campaigns.stream()
                                .filter(campaign::isAlike)
                                .findFirst()
                                .map(campaign::since)
                                .orElse(campaign))
                        .collect(ImmutableList.toImmutableList()),
                footers);
    }

    /** The evidence of each campaign that reached at least {@code recipients} in the window, the widest first. */
    public ImmutableList<Evidence> reaching(long recipients, Duration window, Instant now) {
        return reaches(recipients, window, now).stream().map(Reach::evidence).collect(ImmutableList.toImmutableList());
    }

    /** How far each campaign went that reached at least {@code recipients} in the window, the widest first. */
    public ImmutableList<Reach> reaches(long recipients, Duration window, Instant now) {
        return campaigns.stream()
                .map(campaign -> new Reach(
                        campaign.evidence(outside(window, now)),
                        campaign.common().isEmpty()))
                .filter(reach -> reach.evidence().recipients() >= recipients)
                .sorted(Comparator.comparingLong(
                                (Reach reach) -> reach.evidence().recipients())
                        .reversed())
                .collect(ImmutableList.toImmutableList());
    }

    /** How many recipients the widest of them is known to have reached, some of whom may lie outside the window. */
    public int widest() {
        int widest = 0;
        for (Campaign campaign : campaigns) {
            widest = Math.max(widest, campaign.recipients().length());
        }
        return widest;
    }

    /** Whether nothing at all is known. */
    public boolean isNothing() {
        return campaigns.isEmpty() && footers.isNothing();
    }

    /** Whether no window as long as {@code keep} holds anything at {@code now}. */
    public boolean isEmpty(Duration keep, Instant now) {
        return campaigns.stream().allMatch(campaign -> campaign.latest() <= outside(keep, now));
    }

    static ImmutableList<Campaign> without(ImmutableList<Campaign> all, Optional<Campaign> gone) {
        return all.stream()
                .filter(campaign -> gone.isEmpty() || campaign != gone.get())
                .collect(ImmutableList.toImmutableList());
    }

    static ImmutableList<Campaign> withoutSmallest(ImmutableList<Campaign> full) {
        return without(
                full,
                full.stream()
                        .min(Comparator.<Campaign>comparingInt(
                                        campaign -> campaign.recipients().length())
                                .thenComparingLong(Campaign::latest)));
    }

    static long outside(Duration window, Instant now) {
        return now.minus(window).toEpochMilli();
    }
}
