/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({"1, 50, 1", "2, 50, 1", "3, 50, 2", "20, 95, 19", "100, 95, 95", "5000, 100, 5000"})
    void percentileShouldBeTheSmallestValueThatSoManyDoNotExceed(int values, int percent, long percentile) {
        Figures figures = new Figures();

        LongStream.rangeClosed(1, values).map(value -> values + 1 - value).forEach(figures::add);

        assertThat(figures.percentile(percent)).isEqualTo(percentile);
    }

    @Test
    void percentileShouldBeZeroWhenThereIsNoValue() {
        assertThat(new Figures().percentile(50)).isZero();
    }
}
