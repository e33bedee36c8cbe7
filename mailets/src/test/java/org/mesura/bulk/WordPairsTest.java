/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import com.google.common.collect.Sets;

class WordPairsTest {
    @Test
    void aPairThatComesTwiceCountsOnce() {
        short[] words = {1, 2, 1, 2, 1};

        assertThat(WordPairs.of(words, words.length).size()).isEqualTo(2);
    }

    @Test
    void wordsBehindTheCountDoNotCount() {
        short[] words = {1, 2, 3, 4};

        assertThat(WordPairs.of(words, 2).size()).isEqualTo(1);
        assertThat(WordPairs.of(words, 1).size()).isZero();
    }

    @Test
    void aPairOfTwoZeroesIsAPairLikeOthers() {
        short[] zeroes = {0, 0, 0};
        short[] others = {5, 0, 0};

        assertThat(WordPairs.of(zeroes, 3).size()).isEqualTo(1);
        assertThat(WordPairs.of(zeroes, 3).common(WordPairs.of(others, 3))).isEqualTo(1);
    }

    @RepeatedTest(200)
    void sizesAndWhatIsCommonAreThoseOfSets(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        short[] some = words(random);
        short[] others = words(random);
        WordPairs pairs = WordPairs.of(some, some.length);
        WordPairs otherPairs = WordPairs.of(others, others.length);

        assertThat(pairs.size()).isEqualTo(set(some).size());
        assertThat(pairs.common(otherPairs))
                .isEqualTo(Sets.intersection(set(some), set(others)).size())
                .isEqualTo(otherPairs.common(pairs));
    }

    /** Few different ones, of either sign, so that pairs repeat. */
    private static short[] words(Random random) {
        short[] words = new short[random.nextInt(Ending.WORDS + 1)];
        int different = 1 + random.nextInt(60);
        for (int index = 0; index < words.length; index++) {
            words[index] = (short) (random.nextInt(different) - different / 2);
        }
        return words;
    }

    private static Set<Integer> set(short[] words) {
        return IntStream.range(1, words.length)
                .mapToObj(index -> words[index - 1] << Short.SIZE | words[index] & 0xFFFF)
                .collect(Collectors.toSet());
    }
}
