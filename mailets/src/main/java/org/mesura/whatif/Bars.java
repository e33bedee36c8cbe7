/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * A plot of upright bars, as the page draws it: {@value #WIDTH} by {@value #HEIGHT} for the bars, with a scale on the left
 * that ends at a round number, and names beneath, as many as there is room for.
 */
final class Bars {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 160;
    private static final int GAP = 2;
    /** Room for the scale, for half a line above it, and for the names. */
    private static final int LEFT = 80;

    private static final int TOP = 10;
    private static final int FOOT = 22;
    /** How wide a name may be, and how far from the bars the scale is written. */
    private static final int NAME = 88;

    private static final int OFF = 6;
    private static final int BASELINE = 15;

    private static final int STEPS = 2;
    private static final int TEN = 10;
    private static final ImmutableList<Integer> ROUND = ImmutableList.of(2, 4, TEN);

    private Bars() {}

    /**
     * A bar.
     *
     * @param label what it stands for
     * @param value how high it is
     */
    record Bar(String label, long value) {}

    /** What the page needs to draw {@code bars}. */
    static ImmutableMap<String, Object> of(String title, List<Bar> bars) {
        long top = round(Math.max(1, bars.stream().mapToLong(Bar::value).max().orElse(1)));
        int step = Math.max(1 + GAP, WIDTH / Math.max(1, bars.size()));
        int named = Math.max(1, (NAME + step - 1) / step);
        int right = LEFT + step * bars.size();
        return ImmutableMap.<String, Object>builder()
                .put("title", title)
                .put("width", right + NAME / 2)
                .put("height", TOP + HEIGHT + FOOT)
                .put("left", LEFT)
                .put("right", right)
                .put(
                        "ticks",
                        LongStream.rangeClosed(0, STEPS)
                                .mapToObj(tick -> tick(tick, top))
                                .collect(ImmutableList.toImmutableList()))
                .put(
                        "bars",
                        IntStream.range(0, bars.size())
                                .mapToObj(index -> bar(bars.get(index), LEFT + index * step, step - GAP, top))
                                .collect(ImmutableList.toImmutableList()))
                .put(
                        "names",
                        IntStream.range(0, bars.size())
                                .filter(index -> index % named == 0)
                                .mapToObj(index -> name(bars.get(index), LEFT + index * step + step / 2))
                                .collect(ImmutableList.toImmutableList()))
                .build();
    }

    /** The least of 2, 4, 10, 20, 40, 100, ... that is not less: half of it is whole, too. */
    private static long round(long most) {
        long power = 1;
        while (power <= (most - 1) / TEN) {
            power *= TEN;
        }
        long digits = power;
        return ROUND.stream()
                .map(digit -> digit * digits)
                .filter(round -> round >= most)
                .findFirst()
                .orElse(most);
    }

    private static ImmutableMap<String, Object> tick(long tick, long top) {
        int y = TOP + HEIGHT - Math.toIntExact(HEIGHT * tick / STEPS);
        return ImmutableMap.of("y", y, "x", LEFT - OFF, "label", Amounts.count(top / STEPS * tick));
    }

    private static ImmutableMap<String, Object> bar(Bar bar, int x, int width, long top) {
        // as a double: a product of octets would not fit
        int high = (int) Math.round((double) bar.value() / top * HEIGHT);
        return ImmutableMap.of(
                "x",
                x,
                "y",
                TOP + HEIGHT - high,
                "width",
                width,
                "height",
                high,
                "label",
                bar.label(),
                "shown",
                Amounts.count(bar.value()));
    }

    private static ImmutableMap<String, Object> name(Bar bar, int x) {
        return ImmutableMap.of("x", x, "y", TOP + HEIGHT + BASELINE, "label", bar.label());
    }
}
