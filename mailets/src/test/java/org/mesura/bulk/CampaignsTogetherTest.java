/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.submission.Recipients;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

/** Campaigns that are known in two places, or twice. */
class CampaignsTogetherTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final BulkRule RULE = new BulkRule(50, 150, 500, 25, DAY, DAY, BulkAction.REFUSE, 50);
    private static final String FOOTER = "\n\n" + Texts.words(8, 70);

    private static Campaigns sent(Campaigns before, long text, Instant now, long... to) {
        return sent(before, Texts.numbered(text), now, to);
    }

    private static Campaigns sent(Campaigns before, Fingerprint text, Instant now, long... to) {
        return before.sight(text, Recipients.of(0, to), RULE, now).entered();
    }

    private static Campaign campaign(long text, long[] recipients, long[] seen, long[] messages) {
        return new Campaign(
                text,
                Optional.empty(),
                ImmutableLongArray.copyOf(recipients),
                ImmutableLongArray.copyOf(seen),
                ImmutableLongArray.copyOf(messages));
    }

    private static Campaigns of(Campaign... campaigns) {
        return Campaigns.of(ImmutableList.copyOf(campaigns), Footers.NONE);
    }

    private static long[] repeated(int times, long at) {
        long[] instants = new long[times];
        Arrays.fill(instants, at);
        return instants;
    }

    @Test
    void copyOfWhatIsKnownShouldAddNothing() {
        Campaign campaign = campaign(1, new long[] {3, 5}, new long[] {30, 50}, new long[] {30, 30, 50});

        assertThat(campaign.restoredBy(campaign(1, new long[] {3, 5}, new long[] {30, 50}, new long[] {30, 30, 50})))
                .isSameAs(campaign);
        assertThat(campaign.restoredBy(campaign(1, new long[] {3}, new long[] {30}, new long[] {30, 30})))
                .isEqualTo(campaign);
    }

    @Test
    void messagesOfOneInstantShouldBeAsManyAsEitherCopyKnows() {
        Campaign one = campaign(1, new long[] {3, 5}, new long[] {30, 50}, new long[] {30, 30, 50});
        Campaign other = campaign(1, new long[] {3, 7}, new long[] {40, 20}, new long[] {20, 30, 40});
        Campaign both = campaign(1, new long[] {3, 5, 7}, new long[] {40, 50, 20}, new long[] {20, 30, 30, 40, 50});

        assertThat(one.restoredBy(other)).isEqualTo(both);
        assertThat(other.restoredBy(one)).isEqualTo(both);
    }

    @Test
    void campaignsOfOneTextShouldHaveTheMessagesOfBoth() {
        Campaign one = campaign(1, new long[] {3, 5}, new long[] {30, 50}, new long[] {30, 50});
        Campaign other = campaign(1, new long[] {3, 7}, new long[] {40, 20}, new long[] {20, 30, 40});

        assertThat(one.joinedTo(other))
                .isEqualTo(campaign(1, new long[] {3, 5, 7}, new long[] {40, 50, 20}, new long[] {20, 30, 30, 40, 50}));
    }

    @Test
    void latestMessagesShouldStayWhereBothTogetherHaveTooMany() {
        int most = Campaign.MESSAGES_KEPT;
        Campaign old = campaign(1, new long[0], new long[0], repeated(most, 30));
        Campaign late = campaign(1, new long[0], new long[0], repeated(most - 1, 40));

        for (Campaign both : ImmutableList.of(old.joinedTo(late), late.restoredBy(old))) {
            assertThat(both.messages().length()).isEqualTo(most);
            assertThat(both.messages().get(0)).isEqualTo(30);
            assertThat(both.messages().get(1)).isEqualTo(40);
        }
    }

    @Test
    void sameTextShouldBeOneCampaignAndOthersStayApart() {
        Campaigns here = sent(sent(Campaigns.NONE, 1, TEN, 1, 2), 2, TEN, 9);
        Campaigns there = sent(sent(Campaigns.NONE, 1, TEN, 2, 3), 3, TEN, 7, 8);

        assertThat(here.joinedTo(there).reaching(1, DAY, TEN))
                .containsExactly(new Evidence(TEN, 2, 3), new Evidence(TEN, 1, 2), new Evidence(TEN, 1, 1));
        assertThat(here.restoredBy(there).reaching(1, DAY, TEN))
                .containsExactly(new Evidence(TEN, 1, 3), new Evidence(TEN, 1, 2), new Evidence(TEN, 1, 1));
        assertThat(here.restoredBy(here).reaching(1, DAY, TEN)).containsExactlyElementsOf(here.reaching(1, DAY, TEN));
    }

    @Test
    void smallestShouldGoWhereBothTogetherAreTooMany() {
        Campaigns here = Campaigns.NONE;
        Campaigns there = sent(Campaigns.NONE, 100, TEN.plusSeconds(9), 1);
        for (int text = 0; text < Campaigns.KEPT; text++) {
            here = sent(here, text, TEN, 1, 2);
        }

        assertThat(here.joinedTo(there).all()).hasSize(Campaigns.KEPT).allSatisfy(campaign -> assertThat(
                        campaign.recipients().length())
                .isEqualTo(2));
    }

    @Test
    void footersOfACopyShouldCountOnlyWhereNoneAreKnown() {
        Campaigns copy = Campaigns.NONE;
        for (int mail = 0; mail < 5; mail++) {
            copy = sent(copy, Texts.fingerprint(Texts.words(1_000 + mail, 20) + FOOTER), TEN, mail);
        }
        Campaigns known = sent(Campaigns.NONE, 1, TEN, 1);

        assertThat(copy.footers().isNothing()).isFalse();
        assertThat(Campaigns.NONE.restoredBy(copy).footers()).isSameAs(copy.footers());
        assertThat(known.restoredBy(copy).footers()).isSameAs(known.footers());
    }

    @Test
    void whatWasSentElsewhereShouldBeAddedOnce() {
        Campaigns before = sent(Campaigns.NONE, 1, TEN, 1);
        Campaigns there = sent(sent(before, 1, TEN, 2), 3, TEN, 5);
        Campaigns here = sent(sent(before, 1, TEN, 3), 2, TEN, 4);

        assertThat(here.withChange(before, there).reaching(1, DAY, TEN))
                .containsExactly(new Evidence(TEN, 3, 3), new Evidence(TEN, 1, 1), new Evidence(TEN, 1, 1));
        assertThat(here.withChange(before, before)).isSameAs(here);
        assertThat(before.withChange(before, there)).isSameAs(there);
    }

    @Test
    void campaignShouldBeInTheWindowUntilItsLatestMessageIsNot() {
        Campaigns campaigns = sent(sent(Campaigns.NONE, 1, TEN, 1), 2, TEN.plusSeconds(9), 2, 3);

        assertThat(campaigns.isEmpty(DAY, TEN.plusSeconds(9).plus(DAY).minusMillis(1)))
                .isFalse();
        assertThat(campaigns.isEmpty(DAY, TEN.plusSeconds(9).plus(DAY))).isTrue();
        assertThat(Campaigns.NONE.isEmpty(DAY, TEN)).isTrue();
    }

    @Test
    void widestCampaignShouldComeFirstAndOneThatReachedTooFewNotAtAll() {
        Campaigns campaigns = sent(sent(sent(Campaigns.NONE, 1, TEN, 1), 2, TEN, 1, 2, 3), 3, TEN, 1, 2);

        assertThat(campaigns.reaches(2, DAY, TEN))
                .containsExactly(new Reach(new Evidence(TEN, 1, 3), false), new Reach(new Evidence(TEN, 1, 2), false));
        assertThat(campaigns.reaches(2, DAY, TEN.plus(DAY))).isEmpty();
        assertThat(campaigns.widest()).isEqualTo(3);
        assertThat(Campaigns.NONE.widest()).isZero();
        assertThat(sent(Campaigns.NONE, Texts.fingerprint("Recibido."), TEN, 1).reaches(1, DAY, TEN))
                .as("of a text that is too short to be compared")
                .containsExactly(new Reach(new Evidence(TEN, 1, 1), true));
    }

    @Test
    void nothingShouldBeKnownOnlyWhereNeitherCampaignsNorFootersAre() {
        Campaigns campaigns = sent(Campaigns.NONE, Texts.fingerprint(Texts.words(1, 20) + FOOTER), TEN, 1);

        assertThat(Campaigns.NONE.isNothing()).isTrue();
        assertThat(campaigns.isNothing()).isFalse();
        assertThat(campaigns.begunAnew().all()).isEmpty();
        assertThat(campaigns.begunAnew().isNothing()).as("the footer stays").isFalse();
        assertThat(of(campaign(1, new long[] {1}, new long[] {1}, new long[] {1}))
                        .isNothing())
                .isFalse();
    }

    @Test
    void clockThatWentBackShouldHaveSentNothingLater() {
        Campaigns campaigns = of(campaign(1, new long[] {3, 5}, new long[] {30, 50}, new long[] {30, 50}));

        assertThat(campaigns.asOf(Instant.ofEpochMilli(50))).isSameAs(campaigns);
        assertThat(campaigns.asOf(Instant.ofEpochMilli(40)).all())
                .containsExactly(campaign(1, new long[] {3, 5}, new long[] {30, 40}, new long[] {30, 40}));
        assertThat(campaign(1, new long[0], new long[0], new long[0]).latest()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void recipientsOutsideTheWindowShouldBeForgottenWithTheNextMessage() {
        Campaign campaign = campaign(1, new long[] {2, 4, 6}, new long[] {10, 20, 30}, new long[] {10, 20, 30});

        assertThat(campaign.with(2, Optional.empty(), Recipients.of(0, 1, 4, 7), 10, 40))
                .isEqualTo(campaign(2, new long[] {1, 4, 6, 7}, new long[] {40, 40, 30, 40}, new long[] {20, 30, 40}));
        assertThat(campaign.evidence(10)).isEqualTo(new Evidence(Instant.ofEpochMilli(20), 2, 2));
        assertThat(campaign.evidenceWith(Recipients.of(0, 2, 4, 7), 10, 40))
                .isEqualTo(new Evidence(Instant.ofEpochMilli(20), 3, 4));
        assertThat(campaign.evidenceWith(Recipients.of(0, 2), 30, 40))
                .isEqualTo(new Evidence(Instant.ofEpochMilli(40), 1, 1));
    }

    @Test
    void textsShouldBeAlikeFromThirteenCommonComponentsOn() {
        assertThat(withCommon(1, 0).isAlike(withCommon(2, 13))).isTrue();
        assertThat(withCommon(1, 0).isAlike(withCommon(2, 12))).isFalse();
        assertThat(withCommon(1, 0).isAlike(withCommon(1, 12))).isTrue();
        assertThat(withCommon(1, 0).isAlike(campaign(2, new long[0], new long[0], new long[0])))
                .isFalse();
        assertThat(campaign(2, new long[0], new long[0], new long[0]).isAlike(withCommon(1, 0)))
                .isFalse();
    }

    /** A campaign whose text has so many components of zero, and others of its own. */
    private static Campaign withCommon(long text, int zeros) {
        byte[] octets = new byte[Consensus.OCTETS];
        Arrays.fill(octets, zeros, Consensus.OCTETS, (byte) (zeros == 0 ? 0 : 1));
        return new Campaign(
                text,
                Optional.of(Consensus.ofOctets(octets)),
                ImmutableLongArray.of(),
                ImmutableLongArray.of(),
                ImmutableLongArray.of());
    }
}
