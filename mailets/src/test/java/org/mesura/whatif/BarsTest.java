/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BarsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 2",
        "1, 2",
        "2, 2",
        "3, 4",
        "5, 10",
        "10, 10",
        "11, 20",
        "21, 40",
        "41, 100",
        "101, 200",
        "399, 400",
        "1000000, '1,000,000'",
        "1000001, '2,000,000'",
        "9000000000000000000, '9,000,000,000,000,000,000'"
    })
    void theScaleEndsAtARoundNumberThatNoBarExceeds(long highest, String top) {
        List<Map<String, Object>> ticks = listed(Bars.of("a plot", List.of(new Bars.Bar("a day", highest))), "ticks");

        assertThat(ticks).hasSize(3);
        assertThat(ticks.get(0)).containsEntry("label", "0");
        assertThat(ticks.get(2)).containsEntry("label", top);
    }

    @Test
    void aBarEndsWhereTheScaleSaysSo() {
        Map<String, Object> plot = Bars.of("a plot", List.of(new Bars.Bar("a", 20), new Bars.Bar("b", 10)));

        List<Map<String, Object>> bars = listed(plot, "bars");
        List<Map<String, Object>> ticks = listed(plot, "ticks");
        assertThat(bars.get(0).get("y")).isEqualTo(ticks.get(2).get("y"));
        assertThat(bars.get(1).get("y")).isEqualTo(ticks.get(1).get("y"));
    }

    @Test
    void fewBarsAreAllNamedAndOfManyAsManyAsThereIsRoomFor() {
        assertThat(namesOf(8)).hasSize(8);
        assertThat(namesOf(365)).hasSizeBetween(5, 13).startsWith("0");
    }

    private static List<Object> namesOf(int bars) {
        Map<String, Object> plot = Bars.of(
                "a plot",
                IntStream.range(0, bars)
                        .mapToObj(index -> new Bars.Bar(Integer.toString(index), index))
                        .toList());
        return listed(plot, "names").stream().map(name -> name.get("label")).toList();
    }

    @SuppressWarnings("unchecked") // as the template takes it
    private static List<Map<String, Object>> listed(Map<String, Object> plot, String key) {
        return (List<Map<String, Object>>) plot.get(key);
    }
}
