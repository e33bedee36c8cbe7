/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration WINDOW = Duration.ofSeconds(10);
    /** Three at once, then two in each ten seconds. */
    private static final int[] PUNCTUAL = {0, 1, 2, 10, 11, 20, 21, 30};

    @Test
    void mailShouldNotBeLateWhenItComesAsSoonAsTheWindowsLet() {
        assertThat(of(PUNCTUAL).lateness()).hasSize(5).containsOnly(Duration.ZERO);
        assertThat(of(PUNCTUAL).theoreticalTime()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void mailShouldBeLateByWhatItComesLaterThanTheWindowsLet() {
        Arrivals arrivals = of(0, 1, 2, 10, 14, 20, 21, 32);

        assertThat(arrivals.lateness()).containsExactly(seconds(0), seconds(3), seconds(0), seconds(0), seconds(2));
        assertThat(arrivals.time()).isEqualTo(seconds(32));
        assertThat(arrivals.theoreticalTime()).isEqualTo(seconds(30));
    }

    @Test
    void mostShouldBeCountedInTheFullestWindow() {
        assertThat(Arrivals.most(of(PUNCTUAL).instants(), WINDOW)).isEqualTo(3);
        assertThat(Arrivals.most(of(PUNCTUAL).instants(), WINDOW.plusMillis(1))).isEqualTo(4);
        assertThat(Arrivals.most(List.of(), WINDOW)).isZero();
    }

    private static Arrivals of(int... seconds) {
        return new Arrivals(
                IntStream.of(seconds)
                        .mapToObj(second -> NOON.plusSeconds(second))
                        .toList(),
                3,
                2,
                WINDOW);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
