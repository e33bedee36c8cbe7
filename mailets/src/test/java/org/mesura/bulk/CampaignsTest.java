/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.mesura.submission.Recipients;

class CampaignsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Fingerprint CIRCULAR = new Fingerprint(7);

    @Test
    void evidenceShouldCountDistinctRecipients() {
        var campaigns = Campaigns.NONE
                .with(CIRCULAR, Recipients.of(3, 1, 2, 3), DAY, TEN)
                .with(CIRCULAR, Recipients.of(0, 3, 4), DAY, TEN.plusSeconds(1));

        assertThat(campaigns.evidenceWith(CIRCULAR, Recipients.of(0, 4, 5), DAY, TEN.plusSeconds(2)))
                .isEqualTo(new Evidence(TEN, 3, 5));
    }

    @Test
    void otherTextShouldBeAnotherCampaign() {
        var campaigns = Campaigns.NONE.with(CIRCULAR, Recipients.of(0, 1, 2, 3), DAY, TEN);

        assertThat(campaigns.evidenceWith(new Fingerprint(8), Recipients.of(0, 4), DAY, TEN))
                .isEqualTo(new Evidence(TEN, 1, 1));
    }

    @Test
    void recipientShouldLeaveWhenTheWindowHasPassedSinceItWasLastWrittenTo() {
        var campaigns = Campaigns.NONE
                .with(CIRCULAR, Recipients.of(0, 1, 2), DAY, TEN)
                .with(CIRCULAR, Recipients.of(0, 2), DAY, TEN.plusSeconds(10));

        var evidence = campaigns.evidenceWith(CIRCULAR, Recipients.of(0, 3), DAY, TEN.plus(DAY));

        assertThat(evidence).isEqualTo(new Evidence(TEN.plusSeconds(10), 2, 2));
    }

    @Test
    void evidenceShouldHoldInAStreamThatRollsOnForDays() {
        var campaigns = Campaigns.NONE;
        var now = TEN;
        for (int message = 0; message < 400; message++) {
            campaigns = campaigns.with(CIRCULAR, Recipients.of(0, message), DAY, now);
            now = now.plus(Duration.ofMinutes(30));
        }

        // 47 of the half-hourly ones are less than a day old, and the one that asks
        assertThat(campaigns
                        .evidenceWith(CIRCULAR, Recipients.of(0, 9_999), DAY, now)
                        .recipients())
                .isEqualTo(48);
    }

    @Test
    void campaignShouldNotBeFlushedOutByOtherTexts() {
        var campaigns = Campaigns.NONE.with(CIRCULAR, Recipients.of(0, 1, 2, 3), DAY, TEN);
        for (int text = 1_000; text < 3_000; text++) {
            campaigns = campaigns.with(new Fingerprint(text), Recipients.of(0, text), DAY, TEN.plusSeconds(text));
        }

        assertThat(campaigns
                        .evidenceWith(CIRCULAR, Recipients.of(0, 4), DAY, TEN.plusSeconds(3_000))
                        .recipients())
                .isEqualTo(4);
    }

    @Test
    void reachingShouldListTheWidestFirst() {
        var campaigns = Campaigns.NONE
                .with(CIRCULAR, Recipients.of(0, 1, 2), DAY, TEN)
                .with(new Fingerprint(8), Recipients.of(0, 1, 2, 3), DAY, TEN)
                .with(new Fingerprint(9), Recipients.of(0, 1), DAY, TEN);

        assertThat(campaigns.reaching(2, DAY, TEN)).containsExactly(new Evidence(TEN, 1, 3), new Evidence(TEN, 1, 2));
    }

    @Test
    void clockThatGoesBackShouldKeepRecipientsForTheWindowAtMost() {
        var campaigns = Campaigns.NONE
                .with(CIRCULAR, Recipients.of(0, 1, 2), DAY, TEN.plus(Duration.ofDays(3_650)))
                .asOf(TEN);

        assertThat(campaigns
                        .evidenceWith(CIRCULAR, Recipients.of(0, 3), DAY, TEN)
                        .recipients())
                .isEqualTo(3);
        assertThat(campaigns
                        .evidenceWith(CIRCULAR, Recipients.of(0, 3), DAY, TEN.plus(DAY))
                        .recipients())
                .isEqualTo(1);
    }
}
