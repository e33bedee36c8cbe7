/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.Arrays;

/**
 * How a message ended, in little room: extracts of the hashes of its last {@value #STEP} words, of its last 16, 24 and so
 * on. Not changed once made.
 *
 * @param marks the extracts, that of the fewest words first
 */
record Marks(short[] marks) {
    static final int STEP = 8;

    static Marks of(Ending ending) {
        short[] marks = new short[Math.min(Footers.LONGEST, ending.length()) / STEP];
        int hash = 1;
        for (int words = 1; words <= marks.length * STEP; words++) {
            hash = 31 * hash + ending.fromEnd(words);
            if (words % STEP == 0) {
                marks[words / STEP - 1] = (short) (hash ^ hash >>> Short.SIZE);
            }
        }
        return new Marks(marks);
    }

    /** Whether the last {@code length} words are the same, as far as the marks tell; at least {@value #STEP}. */
    boolean agrees(Marks other, int length) {
        int index = length / STEP - 1;
        return index < marks.length && index < other.marks.length && marks[index] == other.marks[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Marks that && Arrays.equals(marks, that.marks);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(marks);
    }
}
