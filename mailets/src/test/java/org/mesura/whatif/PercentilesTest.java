/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentilesTest {
    @Test
    void percentileShouldBeTheSmallestValueThatSoManyDoNotExceed() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long[] values = random.longs(1 + random.nextInt(500), 0, 50).toArray();
            int perThousand = 1 + random.nextInt(1_000);

            assertThat(Percentiles.of(values).at(perThousand))
                    .as("seed %s, %s of a thousand", seed, perThousand)
                    .isEqualTo(naive(values, perThousand));
        }
    }

    @Test
    void nothingShouldBeZero() {
        assertThat(Percentiles.of().at(995)).isZero();
        assertThat(Percentiles.of().most()).isZero();
    }

    @Test
    void thoseAboveAValueShouldBeCountedWithoutTheValueItself() {
        assertThat(Percentiles.of(3, 5, 5, 7, 9).above(5)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "1,    25,   2",
        "62,   25,  78",
        "79,   25,  99",
        "80,   25, 100",
        "137,  25, 180",
        "137,   0, 140",
        "1000, 25, 1300",
        "2000000000, 25, 2500000000",
        "1000000000000000, 25, 1000000000000000",
    })
    void suggestionShouldBeTheMarginMoreAndReadable(long usual, int margin, long suggested) {
        assertThat(Suggestion.withMargin(usual, margin)).isEqualTo(suggested);
    }

    private static long naive(long[] values, int perThousand) {
        return Arrays.stream(values)
                .filter(value -> 1_000L
                                * Arrays.stream(values)
                                        .filter(one -> one <= value)
                                        .count()
                        >= (long) perThousand * values.length)
                .min()
                .orElseThrow();
    }
}
