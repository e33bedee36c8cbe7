/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.util.Optional;

import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

/**
 * A limit that would fit what a group's accounts really sent.
 *
 * @param group whose accounts, and their policy
 * @param limit the limit of the first candidate
 * @param accounts how many of them are honest, which it is judged by
 * @param median what half of them never exceeded in any window
 * @param usual what 995 of a thousand of them never exceeded in any window
 * @param over how many of them exceed the limit as it is
 * @param quantity what is suggested; empty if nothing was sent
 */
record Suggestion(Group group, Limit limit, int accounts, long median, long usual, long over, Optional<Long> quantity) {
    private static final int WHOLE = 100;
    private static final int READABLE = 100;

    /** {@code usual} and {@code margin} percent of it more, up to two digits that say something: 137 and a quarter is 180. */
    static long withMargin(long usual, int margin) {
        long more = Math.min(Limit.MOST, (Math.multiplyExact(usual, (long) WHOLE + margin) + WHOLE - 1) / WHOLE);
        long unit = 1;
        while (more / unit >= READABLE) {
            unit *= 10;
        }
        return Math.min(Limit.MOST, (more + unit - 1) / unit * unit);
    }

    /** The suggestion as it is written in {@code mesura.xml}; empty if there is none. */
    Optional<String> element() {
        return quantity.map(most -> "<limit measure=\"%s\" quantity=\"%s\" window=\"%s\"/>"
                .formatted(limit.measure().words(), spell(most), Limit.spell(limit.window())));
    }

    /** So much of the limit's measure to be read: {@code 180}, {@code 1.43 GB}. */
    String shown(long amount) {
        return limit.measure() == Measure.BYTES ? Amounts.rounded(amount) : Long.toString(amount);
    }

    /** So much of the limit's measure in words: {@code 180}, {@code 1400MB}. */
    String spell(long amount) {
        return limit.measure() == Measure.BYTES ? Amounts.bytes(amount) : Long.toString(amount);
    }
}
