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
    private static WordPairs all(short... words) {
        return WordPairs.of(words, words.length);
    }

    @Test
    void aPairThatComesTwiceCountsOnce() {
        assertThat(all((short) 1, (short) 2, (short) 1, (short) 2, (short) 1)
                        .share(new short[] {2, 1, 2, 1, 2}, 5, 100))
                .isTrue();
    }

    @Test
    void wordsBehindTheCountDoNotCount() {
        short[] words = {1, 2, 3, 4};

        assertThat(WordPairs.of(words, 2).share(new short[] {1, 2, 9}, 2, 100)).isTrue();
        assertThat(WordPairs.of(words, 2).share(new short[] {1, 2, 9}, 3, 51)).isFalse();
        assertThat(WordPairs.of(words, 1).share(words, 4, 1)).isFalse();
    }

    @Test
    void aPairOfTwoZeroesIsAPairLikeOthers() {
        WordPairs zeroes = all((short) 0, (short) 0, (short) 0);
        short[] others = {5, 0, 0, 0};

        assertThat(zeroes.share(others, 4, 50)).isTrue();
        assertThat(zeroes.share(others, 4, 51)).isFalse();
        assertThat(all((short) 5, (short) 6).share(others, 4, 1)).isFalse();
    }

    @RepeatedTest(200)
    void whatIsSharedIsWhatSetsShare(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        short[] some = words(random);
        WordPairs pairs = WordPairs.of(some, some.length);
        for (int question = 0; question < 20; question++) {
            short[] others = words(random);
            int common = Sets.intersection(set(some), set(others)).size();
            int all = Sets.union(set(some), set(others)).size();
            int percent = all == 0 ? 1 : Math.max(1, 100 * common / all + random.nextInt(3) - 1);

            assertThat(pairs.share(others, others.length, percent))
                    .as("%s of %s, question %s", common, all, question)
                    .isEqualTo(100 * common >= percent * all);
        }
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
