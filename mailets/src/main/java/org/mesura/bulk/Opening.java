/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The first {@value #WORDS} words of a text, by extracts of their hashes. Whoever passes a text on, or sends a wave of it,
 * leaves its beginning; ordinary mail differs there first, whatever stands below it.
 *
 * <p>Not changed once made.
 */
final class Opening {
    static final int WORDS = 8;

    /** So many words may have been replaced. */
    private static final int REPLACED = 2;

    private final short[] words;

    Opening(short[] words) {
        this.words = words;
    }

    /** Whether all but {@value #REPLACED} words at most are the same in the same places. */
    boolean isAlike(Opening other) {
        int most = Math.min(words.length, other.words.length);
        long same = IntStream.range(0, most)
                .filter(place -> words[place] == other.words[place])
                .count();
        return same >= WORDS - REPLACED;
    }

    /**
     * What to look for it under: its pairs of words, each with its place. Of {@code WORDS / 2} pairs the words that may have
     * been replaced leave two at least, so two openings that are alike share a key.
     */
    LongStream keys() {
        return IntStream.range(0, words.length / 2)
                .mapToLong(pair -> (long) pair << Integer.SIZE
                        | (words[2 * pair] & 0xFFFFL) << Short.SIZE
                        | words[2 * pair + 1] & 0xFFFFL);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Opening that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }
}
