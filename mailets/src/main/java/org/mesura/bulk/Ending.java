/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.Arrays;

/**
 * The last words of a text, at most {@value #WORDS}, each by an extract of its hash; a legal paragraph counts as one word.
 * Not changed once made.
 */
final class Ending {
    static final int WORDS = 176;

    /** With less than this above what it shares with another, a text cannot be told from it: it may be an addressee only. */
    private static final int ENOUGH_ABOVE = 8;

    /** From this much in common on, of what stands above, two texts are alike. */
    private static final int ALIKE_PERCENT = 25;

    private final short[] words;

    Ending(short[] words) {
        this.words = words;
    }

    /** How one text stands to another above the end that both share. */
    enum Likeness {
        ALIKE,
        DIFFERENT,
        /** It says too little to tell. */
        SAYS_LESS,
        /** The other says too little to tell. */
        SAYS_MORE
    }

    /** How a text ends of which the last {@code footer} words are left out. */
    Ending above(int footer) {
        return footer == 0 ? this : new Ending(Arrays.copyOf(words, words.length - footer));
    }

    short[] words() {
        return words.clone();
    }

    int length() {
        return words.length;
    }

    /** The {@code place}th of the words, counted from the last. */
    short fromEnd(int place) {
        return words[words.length - place];
    }

    /** How many of the last words both have in common. */
    int shared(Ending other) {
        int most = Math.min(words.length, other.words.length);
        int shared = 0;
        while (shared < most && words[words.length - 1 - shared] == other.words[other.words.length - 1 - shared]) {
            shared++;
        }
        return shared;
    }

    Likeness beside(Ending other) {
        return new Comparison().with(other);
    }

    /** Ready to be set beside several. */
    Comparison comparison() {
        return new Comparison();
    }

    /** This text beside others: most share as much of their end with it, and what stands above is counted once. */
    final class Comparison {
        private int counted = -1;
        private WordPairs mine;

        private Comparison() {}

        Likeness with(Ending other) {
            int shared = shared(other);
            if (words.length - shared < ENOUGH_ABOVE) {
                return Likeness.SAYS_LESS;
            }
            if (other.words.length - shared < ENOUGH_ABOVE) {
                return Likeness.SAYS_MORE;
            }
            return mine(words.length - shared).share(other.words, other.words.length - shared, ALIKE_PERCENT)
                    ? Likeness.ALIKE
                    : Likeness.DIFFERENT;
        }

        private WordPairs mine(int above) {
            if (above != counted) {
                mine = WordPairs.of(words, above);
                counted = above;
            }
            return mine;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ending that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }
}
