/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mesura.measure.Measures;

class CampaignTableTest {
    private static final int ADVISE = 20;

    private final CampaignTable table = new CampaignTable();
    private final Measures measures = new Measures();
    private int campaigns;

    @BeforeEach
    void noticeAllButOneOfAHundredAtOnce() {
        for (int campaign = 0; campaign < 99; campaign++) {
            add(Level.M3, OptionalInt.of(ADVISE));
        }
        add(Level.M3, OptionalInt.empty());
    }

    @Test
    void rowShouldSayHowManyAreNoticedAndHowSoon() {
        add(Level.M2, OptionalInt.of(21));
        add(Level.M2, OptionalInt.of(25));
        add(Level.M2, OptionalInt.of(30));
        add(Level.M2, OptionalInt.of(40));

        assertThat(table.text(List.of(ADVISE)).lines())
                .anyMatch(line -> line.matches("M2 +all +4 +25\\.0 +50\\.0 +75\\.0 +100\\.0 +25 +40"));
    }

    @Test
    void barShouldBeHeldWhenTheShareIsJustReached() {
        table.note(measures, List.of(ADVISE));

        assertThat(measures.missed()).doesNotContain("campaigns-M3-R20-all", "campaigns-M3-R20-all-p95");
    }

    @Test
    void barShouldBeMissedWhenOneMoreCampaignIsNotNoticed() {
        add(Level.M3, OptionalInt.empty());

        table.note(measures, List.of(ADVISE));

        assertThat(measures.missed()).contains("campaigns-M3-R20-all");
    }

    @Test
    void barShouldNotBeAskedOfSoFewThatOneWouldMissIt() {
        add(Level.M6, OptionalInt.of(ADVISE));
        add(Level.M6, OptionalInt.empty());

        table.note(measures, List.of(ADVISE));

        assertThat(measures.missed()).doesNotContain("campaigns-M6-R20-all");
    }

    @Test
    void barShouldBeMissedWhenTooManyAreNoticedLate() {
        for (int campaign = 0; campaign < 6; campaign++) {
            add(Level.M3, OptionalInt.of(26));
        }

        table.note(measures, List.of(ADVISE));

        assertThat(measures.missed()).contains("campaigns-M3-R20-all-p95").doesNotContain("campaigns-M3-R20-all");
    }

    @Test
    void deadlineShouldBeTheNextRecipientWhenCopiesAreMerged() {
        add(Level.M1, OptionalInt.of(ADVISE + 2));

        table.note(measures, List.of(ADVISE));

        assertThat(measures.missed()).contains("campaigns-M1-R20-all");
    }

    @Test
    void halfForTuningShouldHaveNoBar() {
        while (campaigns < 200) {
            add(Level.M0, OptionalInt.empty());
        }

        table.note(measures, List.of(ADVISE));

        assertThat(measures.missed())
                .contains("campaigns-M0-R20-all", "campaigns-M0-R20-held-out")
                .doesNotContain("campaigns-M0-R20-tuning");
    }

    private void add(Level level, OptionalInt at) {
        Template template = new Template("templates", campaigns, "test", "text " + campaigns, Language.EN);
        campaigns++;
        table.add(new CampaignResult(template, level, ADVISE, at, false));
    }
}
