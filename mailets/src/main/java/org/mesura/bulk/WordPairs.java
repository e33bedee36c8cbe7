/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

/**
 * The distinct pairs of neighbouring words of a text, in a table of open addressing: each message is compared with several
 * others, which must not cost more than reading it. For one thread at a time.
 */
final class WordPairs {
    private static final int MULTIPLIER = 0x9E3779B9;
    private static final int EMPTY = 0;

    private final int[] table;
    private final int shift;
    private boolean empty;
    private int size;
    /** How often it was asked what it shares. */
    private int questions;
    /** Of each place of the table, at which of these questions its pair was met last. */
    private int[] met = {};

    private WordPairs(int most) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * most + 1);
        this.table = new int[1 << bits];
        this.shift = Integer.SIZE - bits;
    }

    /** Those of the first {@code count} of {@code words}. */
    static WordPairs of(short[] words, int count) {
        WordPairs pairs = new WordPairs(Math.max(1, count));
        for (int index = 1; index < count; index++) {
            pairs.add(pair(words, index));
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

    /**
     * Whether of all pairs that these and those of the first {@code count} of {@code words} have, so many percent are in
     * both. Most texts have next to nothing in common, or nearly all: then there is no need for a table of the others.
     */
    boolean share(short[] words, int count, int percent) {
        met = met.length == 0 ? new int[table.length] : met;
        questions++;
        int common = 0;
        int others = 0;
        boolean emptyMet = false;
        for (int index = 1; index < count; index++) {
            int pair = pair(words, index);
            int place = placeOf(pair);
            if (pair == EMPTY) {
                common += empty && !emptyMet ? 1 : 0;
                others += empty ? 0 : 1;
                emptyMet = true;
            } else if (table[place] != pair) {
                others++;
            } else if (met[place] != questions) {
                met[place] = questions;
                common++;
            }
        }
        // others may be there several times
        boolean atLeast = 100L * common >= (long) percent * (size + others);
        boolean atMost = 100L * common >= (long) percent * size;
        return atLeast || atMost && 100L * common >= (long) percent * (size + of(words, count).size - common);
    }

    private static int pair(short[] words, int index) {
        return words[index - 1] << Short.SIZE | words[index] & 0xFFFF;
    }
}
