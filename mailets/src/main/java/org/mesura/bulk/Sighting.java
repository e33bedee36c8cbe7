/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.time.Instant;
import java.util.Optional;

import org.mesura.policy.BulkRule;
import org.mesura.submission.Recipients;

import com.google.common.collect.ImmutableList;

/**
 * One message among the campaigns of its account: which of them it belongs to, and what that campaign becomes with it.
 */
public final class Sighting {
    /** How many campaigns that grow to what the rule refuses find room. */
    private static final int GROWING = 3;

    /** From so many recipients on a text is no example of what ordinary mail ends with. */
    private static final int TEACHING = 8;

    private static final int LONG = 64;
    private static final int WORDS_PER_COMPONENT = 4;

    private final Campaigns campaigns;
    private final Fingerprint fingerprint;
    private final Recipients recipients;
    private final BulkRule rule;
    private final long now;
    private final long outside;
    private final int footer;
    private final int length;
    private final boolean brief;
    private final long text;
    private final Optional<Sketch> sketch;
    private final Optional<Campaign> known;

    Sighting(Campaigns campaigns, Fingerprint fingerprint, Recipients recipients, BulkRule rule, Instant now) {
        this.campaigns = campaigns;
        this.fingerprint = fingerprint;
        this.recipients = recipients;
        this.rule = rule;
        this.now = now.toEpochMilli();
        this.outside = Campaigns.outside(rule.window(), now);
        this.footer = campaigns.footers().lengthIn(fingerprint.ending());
        this.length = fingerprint.lengthAbove(footer);
        this.brief = fingerprint.isBrief(length);
        this.text = fingerprint.recorded().map(RecordedText::campaign).orElseGet(this::hash);
        this.sketch = brief ? Optional.empty() : Optional.of(fingerprint.sketch(length));
        this.known = find();
    }

    private long hash() {
        return brief ? fingerprint.textAndBeside(length) : fingerprint.text(length);
    }

    /**
     * Whether twice as many may get this text before it is a mass mailing: it says little of its sender's own. People write
     * <em>received, thank you</em> to many, and send what they answer to once more to some.
     */
    public boolean mayReachMore() {
        return fingerprint.recorded().map(RecordedText::mayReachMore).orElse(brief || fingerprint.isBorrowed());
    }

    /** What is to be known of the text if the same message is judged once more. */
    public TextSeen seen() {
        return new TextSeen(text, known.map(Campaign::text), mayReachMore(), recipients);
    }

    /** The message beside those of other accounts; empty if it says too little of its sender's own. */
    public Optional<SentText> sentText() {
        return sketch.map(own -> new SentText(
                text, own, needed(), fingerprint.opening(), fingerprint.ending(), footer, recipients.outside()));
    }

    /** What is known of the campaign with this message. */
    public Evidence evidence() {
        return campaign().evidenceWith(recipients, outside, now);
    }

    /** The campaigns with this message, without what lies outside the window. */
    public Campaigns entered() {
        Campaign grown = campaign().with(text, sketch, recipients, outside, now);
        ImmutableList<Campaign> others = Campaigns.without(campaigns.all(), known).stream()
                .filter(campaign -> campaign.latest() > outside)
                .collect(ImmutableList.toImmutableList());
        ImmutableList<Campaign> all = ImmutableList.<Campaign>builderWithExpectedSize(others.size() + 1)
                .addAll(others)
                .add(grown)
                .build();
        // a campaign must not teach its own text as a footer
        boolean teaches =
                fingerprint.recorded().isEmpty() && grown.recipients().length() < Math.min(TEACHING, rule.advise() / 2);
        return Campaigns.of(
                bounded(all), teaches ? campaigns.footers().with(fingerprint.ending()) : campaigns.footers());
    }

    private Campaign campaign() {
        return known.orElseGet(() -> Campaign.of(text, sketch));
    }

    private Optional<Campaign> find() {
        Optional<Campaign> best = Optional.empty();
        int most = needed() - 1;
        for (Campaign campaign : campaigns.all()) {
            if (campaign.text() == text) {
                return Optional.of(campaign);
            }
            int agreement = agreement(campaign);
            if (agreement > most) {
                most = agreement;
                best = Optional.of(campaign);
            }
        }
        return best;
    }

    /** In how many components it must agree with a campaign: a few words more in common weigh more in a short text. */
    private int needed() {
        return Campaigns.ALIKE + Math.max(0, LONG - length) / WORDS_PER_COMPONENT;
    }

    private int agreement(Campaign campaign) {
        return sketch.isPresent() && campaign.common().isPresent()
                ? campaign.common().get().agreement(sketch.get())
                : 0;
    }

    private ImmutableList<Campaign> bounded(ImmutableList<Campaign> all) {
        ImmutableList<Campaign> bounded = all;
        while (bounded.size() > Campaigns.KEPT || bounded.size() > 1 && isTooMuch(bounded)) {
            bounded = Campaigns.withoutSmallest(bounded);
        }
        return bounded;
    }

    private boolean isTooMuch(ImmutableList<Campaign> all) {
        long reached = 0;
        long sent = 0;
        for (Campaign campaign : all) {
            reached += campaign.recipients().length();
            sent += campaign.messages().length();
        }
        return reached > GROWING * rule.refuse() || sent > GROWING * Campaign.MESSAGES_KEPT;
    }
}
