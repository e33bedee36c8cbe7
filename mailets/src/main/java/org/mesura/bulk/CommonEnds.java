/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.function.IntPredicate;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;

/**
 * What accounts end their mail with, over all accounts: as soon as one of them knows it for its footer, it is no other's
 * text either, however new that one is. Kept are the {@value #KEPT} hashes that were met last, of the last {@value #STEP}
 * words, of the last 16, 24 and so on.
 */
final class CommonEnds {
    private static final int STEP = 8;
    private static final int KEPT = 4_096;

    private final Cache<Integer, Boolean> known =
            CacheBuilder.newBuilder().maximumSize(KEPT).concurrencyLevel(1).build();

    /** Takes the last {@code footer} words of a text that ends like this for an end that many may have. */
    void learn(Ending ending, int footer) {
        eachStep(ending, footer, hash -> {
            known.put(hash, true);
            return true;
        });
    }

    /** How many of the last words of a text that ends like this are such an end, to the step. */
    int lengthIn(Ending ending) {
        return eachStep(ending, ending.length(), hash -> known.getIfPresent(hash) != null);
    }

    /** Up to how many of the last {@code most} words the hash of each step is as {@code test} says. */
    private static int eachStep(Ending ending, int most, IntPredicate test) {
        int hash = 1;
        for (int words = 1; words <= most; words++) {
            hash = 31 * hash + ending.fromEnd(words);
            if (words % STEP == 0 && !test.test(hash)) {
                return words - STEP;
            }
        }
        return most / STEP * STEP;
    }
}
