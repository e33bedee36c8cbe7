/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTest {
    private static Marks marks(String words) {
        return Marks.of(EndingTest.ending(words));
    }

    @ParameterizedTest(name = "{0} words: {1}")
    @CsvSource({"0, 0", "7, 0", "8, 1", "15, 1", "16, 2", "127, 15", "128, 16", "176, 16"})
    void eachEighthWordShouldBeMarkedUpToTheLongestFooter(int words, int count) {
        assertThat(marks("a".repeat(words)).marks()).hasSize(count);
    }

    @ParameterizedTest(name = "{0} and {1} in their last {2}: {3}")
    @CsvSource({
        "xxabcdefgh, yyabcdefgh, 8, true",
        "abcdefgh, abcdefgh, 8, true",
        "xbcdefgh, ybcdefgh, 8, false",
        "abcdefgh, abcdefhg, 8, false",
        "abcdefg, abcdefg, 8, false",
        "abcdefgh, bcdefgh, 8, false",
        "xxabcdefgh, yyabcdefgh, 10, true",
        "abcdefghijklmnop, abcdefghijklmnop, 16, true",
        "xbcdefghijklmnop, ybcdefghijklmnop, 16, false",
        "xbcdefghijklmnop, ybcdefghijklmnop, 15, true",
    })
    void marksShouldAgreeWhereTheLastWordsDo(String one, String other, int length, boolean agrees) {
        assertThat(marks(one).agrees(marks(other), length)).isEqualTo(agrees);
        assertThat(marks(other).agrees(marks(one), length)).isEqualTo(agrees);
    }

    @Test
    void equalEndsShouldHaveEqualMarks() {
        assertThat(marks("abcdefgh")).isEqualTo(marks("xyabcdefgh")).hasSameHashCodeAs(marks("abcdefgh"));
        assertThat(marks("abcdefgh")).isNotEqualTo(marks("abcdefgx"));
    }
}
