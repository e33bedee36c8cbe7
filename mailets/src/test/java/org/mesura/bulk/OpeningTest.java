/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class OpeningTest {
    private static final Opening OPENING = opening(1, 2, 3, 4, 5, 6, 7, 8);

    private static Opening opening(int... words) {
        short[] extracts = new short[words.length];
        for (int index = 0; index < words.length; index++) {
            extracts[index] = (short) words[index];
        }
        return new Opening(extracts);
    }

    private static List<Long> keys(Opening opening) {
        return opening.keys().boxed().toList();
    }

    @Test
    void openingsShouldBeAlikeAsLongAsTwoWordsAtMostWereReplaced() {
        assertThat(OPENING.isAlike(opening(1, 2, 3, 4, 5, 6, 7, 8))).isTrue();
        assertThat(OPENING.isAlike(opening(0, 2, 3, 4, 5, 6, 7, 0))).isTrue();
        assertThat(OPENING.isAlike(opening(0, 2, 3, 0, 5, 6, 7, 0))).isFalse();
        assertThat(OPENING.isAlike(opening(1, 2, 3, 4, 5, 6))).isTrue();
        assertThat(OPENING.isAlike(opening(1, 2, 3, 4, 5))).isFalse();
    }

    @Test
    void openingsThatAreAlikeShouldShareAKey() {
        for (int first = 0; first < Opening.WORDS; first++) {
            for (int second = first + 1; second < Opening.WORDS; second++) {
                int[] words = {1, 2, 3, 4, 5, 6, 7, 8};
                words[first] = 0;
                words[second] = 0;

                assertThat(keys(OPENING)).containsAnyElementsOf(keys(opening(words)));
            }
        }
    }

    @Test
    void keyShouldTellBothWordsOfAPairAndItsPlace() {
        assertThat(keys(opening(1, 2, 1, 2, 1, 2, 1, 2)))
                .doesNotHaveDuplicates()
                .hasSize(4);
        assertThat(keys(opening(-1, 2, -1, 2, -1, 2, -1, 2)))
                .doesNotHaveDuplicates()
                .hasSize(4);
        assertThat(keys(OPENING)).doesNotContainAnyElementsOf(keys(opening(0, 2, 0, 4, 0, 6, 0, 8)));
        assertThat(keys(OPENING)).doesNotContainAnyElementsOf(keys(opening(1, 0, 3, 0, 5, 0, 7, 0)));
    }
}
