/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.mesura.bulk.TextSeen;
import org.mesura.submission.Recipients;

class LineageTest {
    private final Lineage lineage = new Lineage();

    @Test
    void textsThatContinueOneAnotherShouldBeOneCampaign() {
        long begun = lineage.campaignOf(begins(7), true);

        assertThat(lineage.campaignOf(continues(9, 7), true)).isEqualTo(begun);
        assertThat(lineage.campaignOf(continues(4, 9), true)).isEqualTo(begun);
    }

    @Test
    void textThatBeginsACampaignShouldBeAnother() {
        assertThat(lineage.campaignOf(begins(7), true)).isNotEqualTo(lineage.campaignOf(begins(8), true));
    }

    @Test
    void whatWasStoppedShouldNotChangeWhatItsCampaignIsKnownBy() {
        long begun = lineage.campaignOf(begins(7), true);

        assertThat(lineage.campaignOf(continues(9, 7), false)).isEqualTo(begun);
        assertThat(lineage.campaignOf(continues(4, 7), true)).isEqualTo(begun);
    }

    @Test
    void textShouldBeginAnewWhenItsCampaignHasMovedOnToAnother() {
        long begun = lineage.campaignOf(begins(7), true);
        lineage.campaignOf(continues(9, 7), true);

        assertThat(lineage.campaignOf(begins(7), true)).isNotEqualTo(begun);
    }

    private static TextSeen begins(long text) {
        return new TextSeen(text, Optional.empty(), false, Recipients.of(0, 1));
    }

    private static TextSeen continues(long text, long before) {
        return new TextSeen(text, Optional.of(before), false, Recipients.of(0, 1));
    }
}
