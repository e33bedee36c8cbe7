/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

/**
 * How far the copies of one campaign differ. Every level has what the one above it in this list has, but for M6, which
 * is M2 and an opening.
 */
enum Level {
    /** Identical copies. */
    M0(0, 0),
    /** A mail merge: greeting with the recipient's name, code, link, amount. */
    M1(0, 0),
    /** A personal sentence at a random place, a token to unsubscribe with, other line ends, another encoding. */
    M2(0, 0),
    /** A tenth of the words replaced. */
    M3(10, 0),
    /** A fifth of the words replaced, a sixth of the sentences swapped with others. */
    M4(20, 6),
    /** A third of the words replaced, a third of the sentences swapped with others. */
    M5(35, 3),
    /** M2 and three opening sentences that no other copy has. */
    M6(0, 0);

    private final int replacedPercent;
    private final int sentencesPerSwap;

    Level(int replacedPercent, int sentencesPerSwap) {
        this.replacedPercent = replacedPercent;
        this.sentencesPerSwap = sentencesPerSwap;
    }

    /** How many of {@code words} words are replaced. */
    int replaced(int words) {
        return Math.round(words * replacedPercent / 100f);
    }

    /** How many times two of {@code sentences} sentences change places. */
    int swaps(int sentences) {
        return sentencesPerSwap == 0 || sentences < 2 ? 0 : Math.max(1, sentences / sentencesPerSwap);
    }

    boolean isMerged() {
        return this != M0;
    }

    boolean isPersonal() {
        return isMerged() && this != M1;
    }

    /** Whether it is tried under the lowest threshold only: the issue asks no more of it. */
    boolean isForHardestThreshold() {
        return this == M4 || this == M5;
    }

    boolean hasOpening() {
        return this == M6;
    }
}
