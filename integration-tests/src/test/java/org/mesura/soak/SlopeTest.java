/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.mesura.soak.Slope.Point;

class SlopeTest {
    private static final double SMALL = 1e-9;

    @Test
    void lineShouldGoThroughPointsThatLieOnOne() {
        Slope slope = Slope.of(List.of(new Point(1, 5), new Point(2, 7), new Point(4, 11)));

        assertThat(slope.perUnit()).isCloseTo(2, within(SMALL));
        assertThat(slope.at0()).isCloseTo(3, within(SMALL));
    }

    @Test
    void leakShouldBeSeenThroughNoise() {
        Random random = new Random(6);
        List<Point> points = IntStream.range(0, 600)
                .mapToObj(second -> new Point(second / 60.0, 700 + 2 * second / 60.0 + 5 * random.nextGaussian()))
                .toList();

        assertThat(Slope.of(points).perUnit()).isCloseTo(2, within(0.5));
    }

    @Test
    void oneInstantShouldHaveNoSlope() {
        assertThatThrownBy(() -> Slope.of(List.of(new Point(1, 5), new Point(1, 7))))
                .hasMessageContaining("2 points");
    }
}
