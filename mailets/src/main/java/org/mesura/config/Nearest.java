/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the word that somebody probably meant: the nearest by edit distance (Levenshtein 1966: insert, delete, replace
 * one letter), if no more than a third of the letters differ. {@code polices} is 1 from {@code policies}: offered;
 * {@code foo} is 3 from {@code mode}: not.
 */
final class Nearest {
    // Time zones, the longest list of ours, are 600; beyond this a file was made by a program, and guessing costs too
    // much.
    static final int MOST_WORDS = 1_000;

    private static final int LONGEST_WORD = 40;

    private Nearest() {}

    /** What to add to a mistake about {@code word}: {@code , did you mean 'policies'?}, or nothing. */
    static String hint(String word, Collection<String> words) {
        if (word.length() > LONGEST_WORD || words.size() > MOST_WORDS) {
            return "";
        }
        return words.stream()
                .filter(candidate -> Math.abs(word.length() - candidate.length()) <= most(candidate))
                .map(candidate -> Map.entry(candidate, distance(word, candidate)))
                .filter(candidate -> candidate.getValue() <= most(candidate.getKey()))
                .min(Map.Entry.comparingByValue())
                .map(candidate -> ", did you mean '" + candidate.getKey() + "'?")
                .orElse("");
    }

    private static int most(String candidate) {
        return Math.max(1, candidate.length() / 3);
    }

    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
