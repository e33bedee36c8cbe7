/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.submission.HashKey;

class SameWordsTest {
    private static final SameWords SAME = new SameWords(new HashKey(1, 2));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`uno dos tres` | `UNO, *dos*;  tres.`",
                "`sesión` | `Sesi\u00ADón`",
                "`vea https://a.example/b hoy` | `vea hoy`",
                "`` | ` - `",
            })
    void renderingsOfOneTextShouldBeTheSame(String one, String other) {
        assertThat(SAME.in(one, other)).isTrue();
        assertThat(SAME.in(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "uno dos tres,uno dos",
        "uno dos tres cuatro,cuatro tres dos uno",
        "uno,dos",
        "uno,''",
        "один два,раз три",
        "UNO 12,DOS 34"
    })
    void otherTextsShouldNotBeTheSame(String one, String other) {
        assertThat(SAME.in(one, other)).isFalse();
        assertThat(SAME.in(other, one)).isFalse();
    }

    @Test
    void fewOtherWordsShouldNotMatterAndManyShould() {
        var text = words(1, 1_000);

        assertThat(SAME.in(text, text + words(2, 150))).isTrue();
        assertThat(SAME.in(text, text + words(2, 500))).isFalse();
        assertThat(SAME.in(text, words(2, 1_000))).isFalse();
    }

    private static String words(long seed, int count) {
        var random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(index -> Integer.toString(random.nextInt(1_000_000), Character.MAX_RADIX))
                .collect(joining(" ", " ", ""));
    }
}
