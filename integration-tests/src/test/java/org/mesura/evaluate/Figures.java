/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.Arrays;

/** Numbers of which a median or another percentile is asked. */
final class Figures {
    private long[] values = new long[1_024];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** The smallest value that at least {@code percent} percent do not exceed; 0 without any. */
    long percentile(int percent) {
        if (size == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(size * percent / 100.0) - 1)];
    }
}
