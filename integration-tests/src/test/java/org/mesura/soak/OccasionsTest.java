/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import com.google.common.collect.ImmutableSet;

class OccasionsTest {
    private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");

    @Test
    void oneOccasionToldTwiceShouldBeFound() {
        Occasions occasions = new Occasions(
                List.of(
                        told("a", "refused/over-limit", 0),
                        told("b", "held/campaign", 1),
                        told("c", "refused/over-limit", 9)),
                List.of(),
                List.of());

        assertThat(occasions.told()).isEqualTo(2);
        assertThat(occasions.twice()).singleElement().asString().contains("ana@paced.example", "refused/over-limit");
    }

    @Test
    void oneNoticeThatComesTwiceShouldBeOne() {
        assertThat(new Occasions(
                                List.of(told("a", "refused/over-limit", 0), told("a", "refused/over-limit", 9)),
                                List.of(),
                                List.of())
                        .twice())
                .isEmpty();
    }

    @Test
    void endOfEachRunShouldBeAnOccasionOfItsOwn() {
        assertThat(new Occasions(List.of(told("a", "summary/", 0), told("b", "summary/", 9)), List.of(), List.of())
                        .twice())
                .isEmpty();
    }

    @Test
    void occasionShouldBeToldAgainOnlyIfAKillMadeItForgotten() {
        List<Arrival> notices = List.of(told("a", "refused/over-limit", 10), told("b", "refused/over-limit", 60));

        Occasions forgotten = new Occasions(notices, List.of(killed(12)), List.of());
        assertThat(forgotten.twice()).isEmpty();
        assertThat(forgotten.afterKill()).isEqualTo(1);
        assertThat(new Occasions(notices, List.of(killed(14)), List.of()).twice())
                .hasSize(1);
        assertThat(new Occasions(notices, List.of(killed(61)), List.of()).twice())
                .hasSize(1);
    }

    @Test
    void suspensionShouldBeToldAgainOnlyIfTheClockWasSetBack() {
        List<Arrival> notices = List.of(told("a", "suspended/10:00", 10), told("b", "suspended/10:00", 60));
        Instant between = TEN.plusSeconds(30);

        assertThat(new Occasions(notices, List.of(), List.of(between)).twice()).isEmpty();
        assertThat(new Occasions(notices, List.of(), List.of(TEN.plusSeconds(61))).twice())
                .hasSize(1);
        assertThat(new Occasions(
                                List.of(told("a", "refused/over-limit", 10), told("b", "refused/over-limit", 60)),
                                List.of(),
                                List.of(between))
                        .twice())
                .hasSize(1);
    }

    private static Kill killed(int second) {
        Instant at = TEN.plusSeconds(second);
        return new Kill(at, at.minusSeconds(1), at.plusSeconds(5));
    }

    private static Arrival told(String messageId, String occasion, int second) {
        return new Arrival(
                Arrival.Kind.NOTICE,
                OptionalLong.empty(),
                ImmutableSet.of("ana@paced.example"),
                Optional.empty(),
                Optional.of(occasion),
                messageId,
                TEN.plusSeconds(second));
    }
}
