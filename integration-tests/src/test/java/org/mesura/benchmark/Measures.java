/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.common.collect.ImmutableList;

/** What was measured, row by row: printed as a table, written as JSON. */
final class Measures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "%-44s %10s %-10s %-12s %s%n";

    private final List<Row> rows = new ArrayList<>();

    private record Row(String measure, BigDecimal value, String unit, Optional<Bar> bar) {
        boolean isOk() {
            return bar.map(held -> held.isHeldBy(value)).orElse(true);
        }

        String barInWords() {
            return bar.map(Bar::words).orElse("");
        }
    }

    private record Bar(String sign, BigDecimal bound) {
        boolean isHeldBy(BigDecimal value) {
            int comparison = value.compareTo(bound);
            return comparison == 0 || sign.equals("<=") == comparison < 0;
        }

        String words() {
            return sign + " " + bound.toPlainString();
        }
    }

    /** Notes a value that is only shown. */
    void note(String measure, double value, String unit) {
        rows.add(new Row(measure, rounded(value), unit, Optional.empty()));
    }

    /** Notes a value that must not exceed {@code bound}. */
    void atMost(String measure, double value, String unit, long bound) {
        rows.add(new Row(measure, rounded(value), unit, Optional.of(new Bar("<=", BigDecimal.valueOf(bound)))));
    }

    /** Notes a value that must reach {@code bound}. */
    void atLeast(String measure, double value, String unit, long bound) {
        rows.add(new Row(measure, rounded(value), unit, Optional.of(new Bar(">=", BigDecimal.valueOf(bound)))));
    }

    /** The measures that missed their bar. */
    ImmutableList<String> missed() {
        return rows.stream().filter(row -> !row.isOk()).map(Row::measure).collect(ImmutableList.toImmutableList());
    }

    /** The table. */
    String table() {
        StringBuilder table = new StringBuilder(ROW.formatted("measure", "value", "unit", "bar", "ok"));
        for (Row row : rows) {
            String value = row.value().toPlainString();
            table.append(
                    ROW.formatted(row.measure(), value, row.unit(), row.barInWords(), row.isOk() ? "ok" : "MISSED"));
        }
        return table.toString();
    }

    /** Writes an array of {@code {"measure", "value", "unit", "bar", "ok"}} to {@code file}; no bar is an empty one. */
    void write(Path file) throws IOException {
        ArrayNode array = JSON.createArrayNode();
        for (Row row : rows) {
            array.addObject()
                    .put("measure", row.measure())
                    .put("value", row.value())
                    .put("unit", row.unit())
                    .put("bar", row.barInWords())
                    .put("ok", row.isOk());
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n");
    }

    private static BigDecimal rounded(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal brief = value >= 1_000 ? exact.setScale(0, RoundingMode.HALF_UP) : exact.round(new MathContext(3));
        return new BigDecimal(brief.stripTrailingZeros().toPlainString());
    }
}
