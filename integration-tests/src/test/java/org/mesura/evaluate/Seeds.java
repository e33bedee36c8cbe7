/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import com.google.common.base.Joiner;
import com.google.common.hash.Hashing;

/** Chance that is the same in every run: a seed is made of what it is for, so that a sample has what the whole has. */
final class Seeds {
    private Seeds() {}

    /** The seed for what {@code purpose} names. */
    static long of(Object... purpose) {
        return hash(Joiner.on('\n').join(purpose));
    }

    /** The chance for what {@code purpose} names. */
    static Random random(Object... purpose) {
        return new Random(of(purpose));
    }

    static long hash(String text) {
        return Hashing.farmHashFingerprint64()
                .hashString(text, StandardCharsets.UTF_8)
                .asLong();
    }
}
