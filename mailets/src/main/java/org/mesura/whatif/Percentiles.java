/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Values in their order. A percentile is by nearest rank: the smallest value that at least so many of a thousand do not
 * exceed. Of 10, 20, 30 and 40 the 500th of a thousand is 20, the 995th 40.
 */
final class Percentiles {
    private static final int WHOLE = 1_000;

    private final long[] ascending;

    private Percentiles(long[] ascending) {
        this.ascending = ascending;
    }

    static Percentiles of(long... values) {
        long[] ascending = values.clone();
        Arrays.sort(ascending);
        return new Percentiles(ascending);
    }

    /** All, ascending. */
    LongStream values() {
        return Arrays.stream(ascending);
    }

    int count() {
        return ascending.length;
    }

    /** The value that {@code perThousand} of a thousand, from 1 to 1000, do not exceed; 0 of none. */
    long at(int perThousand) {
        if (ascending.length == 0) {
            return 0;
        }
        long rank = (Math.multiplyExact((long) perThousand, ascending.length) + WHOLE - 1) / WHOLE;
        return ascending[(int) Math.max(1, rank) - 1];
    }

    /** The largest; 0 of none. */
    long most() {
        return at(WHOLE);
    }

    /** How many exceed {@code value}. */
    long above(long value) {
        return Arrays.stream(ascending).filter(one -> one > value).count();
    }
}
