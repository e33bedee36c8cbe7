/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class VerdictsLatelyTest {
    private static final Instant NOON = Edge.NOON;

    private final VerdictsLately lately = new VerdictsLately();

    @Test
    void verdictsShouldBeCountedForAnHourAndTenSecondsAtMost() {
        lately.note("accept", NOON);
        lately.note("accept", NOON.plusSeconds(9));
        lately.note("refuse", NOON.plus(Duration.ofMinutes(30)));

        assertThat(lately.count(NOON.plus(Duration.ofMinutes(59))))
                .hasToString("{accept=2, advise=0, defer=0, hold=0, refuse=1}");
        assertThat(lately.count(NOON.plus(Duration.ofHours(1))).get("accept")).isEqualTo(2);
        assertThat(lately.count(NOON.plus(Duration.ofSeconds(3_610))).get("accept"))
                .isZero();
        assertThat(lately.count(NOON.plus(Duration.ofSeconds(3_610))).get("refuse"))
                .isEqualTo(1);
    }

    @Test
    void placeOfALongPastSliceShouldBeginAnew() {
        lately.note("hold", NOON);
        lately.note("hold", NOON.plusSeconds(3_610));

        assertThat(lately.count(NOON.plusSeconds(3_610)).get("hold")).isEqualTo(1);
    }

    @Test
    void whatWasCountedBeforeTheClockWentBackShouldNotBeCounted() {
        lately.note("defer", NOON.plus(Duration.ofMinutes(5)));

        assertThat(lately.count(NOON).get("defer")).isZero();
    }
}
