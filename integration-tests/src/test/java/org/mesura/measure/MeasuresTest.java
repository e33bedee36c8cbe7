/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class MeasuresTest {
    private final Measures measures = new Measures();

    @Test
    void measureShouldBeMissedWhenOnlyItsRoundedValueHoldsTheBar() {
        measures.atLeast("recall", 99.96, "%", 100);

        assertThat(measures.missed()).containsExactly("recall");
    }

    @Test
    void measureShouldNotBeMissedWhenItsValueIsTheBar() {
        measures.atLeast("recall", 100, "%", 100);
        measures.atMost("alarms", 0.2, "per 1000", 0.2);
        measures.note("time", 5, "us");

        assertThat(measures.missed()).isEmpty();
    }

    @Test
    void missedBarShouldBeToldAndFailNothingWhenItIsOnlyWanted() {
        measures.wantedAtMost("overhead", 1.05, "times", 1.04);
        measures.wantedAtLeast("throughput", 0.98, "times", 0.97);

        assertThat(measures.missed()).isEmpty();
        assertThat(measures.table("overhead"::equals)).contains("<= 1.04      missed");
        assertThat(measures.table("throughput"::equals)).contains(">= 0.97      ok");
    }

    @Test
    void tableShouldShowTheMeasuresAskedFor() {
        measures.atMost("alarms", 0.25, "per 1000", 0.2);
        measures.note("time", 5, "us");

        assertThat(measures.table()).contains("alarms", "time");
        assertThat(measures.table("alarms"::equals))
                .contains("0.25 per 1000   <= 0.2       MISSED")
                .doesNotContain("time");
    }

    @Test
    void fileShouldHoldAnObjectForEachMeasure(@TempDir Path folder) throws IOException {
        measures.atMost("alarms", 1_234.5, "per 1000", 20);
        measures.note("time", 5, "us");

        measures.write(folder.resolve("measures").resolve("test.json"));

        JsonNode rows = new ObjectMapper().readTree(Files.readString(folder.resolve("measures/test.json")));
        assertThat(rows.get(0)).isEqualTo(new ObjectMapper().readTree("""
                                {"measure": "alarms", "value": 1235, "unit": "per 1000", "bar": "<= 20", "ok": false}
                                """));
        assertThat(rows.get(1).get("bar").asText()).isEmpty();
    }
}
