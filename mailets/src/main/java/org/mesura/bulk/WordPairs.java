/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

/**
 * The distinct pairs of neighbouring words of a text, in a table of open addressing: each message is compared with several
 * others, which must not cost more than reading it.
 */
final class WordPairs {
    private static final int MULTIPLIER = 0x9E3779B9;
    private static final int EMPTY = 0;

    private final int[] table;
    private final int shift;
    private boolean empty;
    private int size;

    private WordPairs(int most) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * most + 1);
        this.table = new int[1 << bits];
        this.shift = Integer.SIZE - bits;
    }

    /** Those of the first {@code count} of {@code words}. */
    static WordPairs of(short[] words, int count) {
        WordPairs pairs = new WordPairs(Math.max(1, count));
        for (int index = 1; index < count; index++) {
            pairs.add(words[index - 1] << Short.SIZE | words[index] & 0xFFFF);
        }
        return pairs;
    }

    private void add(int pair) {
        if (pair == EMPTY) {
            size += empty ? 0 : 1;
            empty = true;
            return;
        }
        int place = placeOf(pair);
        if (table[place] == EMPTY) {
            table[place] = pair;
            size++;
        }
    }

    /** Where it lies, or would. */
    private int placeOf(int pair) {
        int place = pair * MULTIPLIER >>> shift;
        while (table[place] != EMPTY && table[place] != pair) {
            place = place + 1 & table.length - 1;
        }
        return place;
    }

    int size() {
        return size;
    }

    /** How many both have. */
    int common(WordPairs other) {
        int common = empty && other.empty ? 1 : 0;
        for (int pair : table) {
            if (pair != EMPTY && other.table[other.placeOf(pair)] == pair) {
                common++;
            }
        }
        return common;
    }
}
