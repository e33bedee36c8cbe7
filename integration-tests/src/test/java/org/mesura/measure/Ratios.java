/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.measure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

import com.google.common.collect.ImmutableList;

/**
 * Values of pairs of turns, and where the median of all such pairs lies.
 *
 * <p>The interval is that of the sign test, which asks nothing of how values spread: each lies above the true median or
 * below it, as a coin falls. Of 15 values the fourth and the twelfth enclose it unless three or fewer fell on one side,
 * for which the chance is 3.5 %. The narrowest interval is taken with a chance of 5 % at most; fewer than six values have
 * none, and then the least and the greatest stand for it.
 */
public record Ratios(ImmutableList<Double> sorted) {
    private static final double CHANCE = 0.05;

    public Ratios {
        checkArgument(!sorted.isEmpty(), "there must be a value");
    }

    public static Ratios of(List<Double> values) {
        return new Ratios(values.stream().sorted().collect(ImmutableList.toImmutableList()));
    }

    public double median() {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The lower end of the interval. */
    public double low() {
        return sorted.get(outside());
    }

    /** The upper end of the interval. */
    public double high() {
        return sorted.get(sorted.size() - 1 - outside());
    }

    /** How many values lie below the interval, and above it. */
    private int outside() {
        int size = sorted.size();
        double chance = Math.pow(0.5, size);
        double tail = chance;
        int outside = 0;
        while (2 * tail <= CHANCE) {
            outside++;
            chance *= (double) (size - outside + 1) / outside;
            tail += chance;
        }
        return Math.max(0, outside - 1);
    }
}
