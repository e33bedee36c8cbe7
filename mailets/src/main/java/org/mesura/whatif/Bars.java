/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.util.List;
import java.util.stream.IntStream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** A plot of upright bars, as the page draws it: a rectangle each in a picture of {@value #WIDTH} by {@value #HEIGHT}. */
final class Bars {
    static final int WIDTH = 720;
    static final int HEIGHT = 160;
    private static final int GAP = 2;

    private Bars() {}

    /**
     * A bar.
     *
     * @param label what it stands for
     * @param value how high it is
     * @param shown the same to be read
     */
    record Bar(String label, long value, String shown) {}

    /** What the page needs to draw {@code bars}, the highest as high as the picture. */
    static ImmutableMap<String, Object> of(String title, List<Bar> bars) {
        long most = Math.max(1, bars.stream().mapToLong(Bar::value).max().orElse(1));
        int step = Math.max(1 + GAP, WIDTH / Math.max(1, bars.size()));
        return ImmutableMap.of(
                "title",
                title,
                "width",
                step * bars.size(),
                "height",
                HEIGHT,
                "bars",
                IntStream.range(0, bars.size())
                        .mapToObj(index -> bar(bars.get(index), index * step, step - GAP, most))
                        .collect(ImmutableList.toImmutableList()),
                "first",
                bars.isEmpty() ? "" : bars.get(0).label(),
                "last",
                bars.isEmpty() ? "" : bars.get(bars.size() - 1).label());
    }

    private static ImmutableMap<String, Object> bar(Bar bar, int x, int width, long most) {
        // as a double: a product of octets would not fit
        int high = (int) Math.round((double) bar.value() / most * HEIGHT);
        return ImmutableMap.of(
                "x", x, "y", HEIGHT - high, "width", width, "height", high, "label", bar.label(), "shown", bar.shown());
    }
}
