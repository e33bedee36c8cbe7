/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.BitSet;

import org.mesura.submission.HashKey;

/**
 * Tells whether two texts say the same, as the renderings of one mail do: whether at least {@value #ENOUGH_PERCENT} % of
 * the pairs of neighbouring words of either are in the other. Pairs, for the words in another order are another text; of
 * either, for a text that is hidden among many more words is another one.
 *
 * <p>A pair is one bit, by a seeded hash, in about ten times as many: without the seed nobody can choose words that pass
 * for others. Addresses of the web do not count: one rendering shows them where the other has them behind words.
 */
final class SameWords {
    private static final int ENOUGH_PERCENT = 80;
    private static final byte SEED = 's';
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int ASCII = 0x80;
    /** Of each character of ASCII what it counts as in a word; 0 if it is none of a word. */
    private static final char[] FOLDED = new char[ASCII];

    static {
        for (char character = 0; character < ASCII; character++) {
            FOLDED[character] = Character.isLetterOrDigit(character) ? Character.toLowerCase(character) : 0;
        }
    }

    private final long seed;

    SameWords(HashKey key) {
        this.seed = key.keyed().newHasher().putByte(SEED).hash().asLong();
    }

    boolean in(String one, String other) {
        int longest = Math.max(one.length(), other.length());
        int shift = Long.numberOfLeadingZeros(longest) - 1;
        BitSet pairs = pairs(one, shift);
        BitSet otherPairs = pairs(other, shift);
        long most = Math.max(pairs.cardinality(), otherPairs.cardinality());
        pairs.and(otherPairs);
        return pairs.cardinality() * 100L >= most * ENOUGH_PERCENT;
    }

    private BitSet pairs(String text, int shift) {
        BitSet pairs = new BitSet(1 << Long.SIZE - shift);
        long before = seed;
        long word = 0;
        for (int index = 0; index <= text.length(); index++) {
            char character = index < text.length() ? text.charAt(index) : ' ';
            char folded = character < ASCII ? FOLDED[character] : folded(character);
            if (folded != 0) {
                word = (word + folded) * MULTIPLIER;
            } else if (character == ':' && text.startsWith("://", index)) {
                index = endOfAddress(text, index);
                word = 0;
            } else if (word != 0 && !isInvisible(character)) {
                pairs.set((int) ((before ^ word) * MULTIPLIER >>> shift));
                before = seed + Long.rotateLeft(word, 1);
                word = 0;
            }
        }
        return pairs;
    }

    private static char folded(char character) {
        return Character.isLetterOrDigit(character) || Character.isSurrogate(character)
                ? Character.toLowerCase(character)
                : 0;
    }

    private static boolean isInvisible(char character) {
        return character >= ASCII && Character.getType(character) == Character.FORMAT;
    }

    private static int endOfAddress(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) > ' ') {
            end++;
        }
        return end;
    }
}
