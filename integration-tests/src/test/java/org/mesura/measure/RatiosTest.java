/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.measure;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatiosTest {
    /** The ranks of tables of the sign test, for 95 % on both sides together. */
    @ParameterizedTest(name = "of {0} values the {1}. to the {2}.")
    @CsvSource({"1, 1, 1", "3, 1, 3", "5, 1, 5", "6, 1, 6", "8, 1, 8", "9, 2, 8", "15, 4, 12", "20, 6, 15", "25, 8, 18"
    })
    void intervalShouldBeThatOfTheSignTest(int values, double low, double high) {
        Ratios ratios = Ratios.of(upTo(values));

        assertThat(ratios.low()).isEqualTo(low);
        assertThat(ratios.high()).isEqualTo(high);
    }

    @Test
    void medianShouldBeTheMiddleWhateverTheOrder() {
        List<Double> values = upTo(15);
        Collections.reverse(values);

        assertThat(Ratios.of(values).median()).isEqualTo(8);
    }

    @Test
    void medianShouldLieBetweenTheTwoInTheMiddleOfAnEvenNumber() {
        assertThat(Ratios.of(upTo(4)).median()).isEqualTo(2.5);
    }

    private static List<Double> upTo(int values) {
        return IntStream.rangeClosed(1, values).mapToObj(Double::valueOf).collect(toList());
    }
}
