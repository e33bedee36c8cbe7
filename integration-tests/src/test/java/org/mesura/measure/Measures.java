/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.measure;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.common.collect.ImmutableList;

/** What was measured, row by row: printed as a table, written as JSON. A bar is held by the exact value, not the rounded. */
public final class Measures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final String ROW = "%-44s %10s %-10s %-12s %s%n";

    private final List<Row> rows = new ArrayList<>();

    /** @param decides whether all fails if the bar is missed */
    private record Row(String measure, BigDecimal value, String unit, Optional<Bar> bar, boolean decides) {
        boolean isOk() {
            return bar.map(held -> held.isHeldBy(value)).orElse(true);
        }

        String verdict() {
            return isOk() ? "ok" : decides ? "MISSED" : "missed";
        }

        BigDecimal shown() {
            BigDecimal brief = value.compareTo(THOUSAND) >= 0
                    ? value.setScale(0, RoundingMode.HALF_UP)
                    : value.round(new MathContext(3));
            return new BigDecimal(brief.stripTrailingZeros().toPlainString());
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
    public void note(String measure, double value, String unit) {
        rows.add(new Row(measure, BigDecimal.valueOf(value), unit, Optional.empty(), true));
    }

    /** Notes a value that must not exceed {@code bound}. */
    public void atMost(String measure, double value, String unit, double bound) {
        rows.add(new Row(measure, BigDecimal.valueOf(value), unit, Optional.of(new Bar("<=", plain(bound))), true));
    }

    /** Notes a value that must reach {@code bound}. */
    public void atLeast(String measure, double value, String unit, double bound) {
        rows.add(new Row(measure, BigDecimal.valueOf(value), unit, Optional.of(new Bar(">=", plain(bound))), true));
    }

    /** Notes a value that should not exceed {@code bound}: where it does the table says so, and nothing fails. */
    public void wantedAtMost(String measure, double value, String unit, double bound) {
        rows.add(new Row(measure, BigDecimal.valueOf(value), unit, Optional.of(new Bar("<=", plain(bound))), false));
    }

    /** Notes a value that should reach {@code bound}: where it does not the table says so, and nothing fails. */
    public void wantedAtLeast(String measure, double value, String unit, double bound) {
        rows.add(new Row(measure, BigDecimal.valueOf(value), unit, Optional.of(new Bar(">=", plain(bound))), false));
    }

    /** The measures that missed a bar that must be held. */
    public ImmutableList<String> missed() {
        return rows.stream()
                .filter(row -> row.decides() && !row.isOk())
                .map(Row::measure)
                .collect(ImmutableList.toImmutableList());
    }

    /** The table of all. */
    public String table() {
        return table(rows);
    }

    /** The table of those whose names {@code shown} takes. */
    public String table(Predicate<String> shown) {
        return table(rows.stream().filter(row -> shown.test(row.measure())).toList());
    }

    private static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder(ROW.formatted("measure", "value", "unit", "bar", "ok"));
        for (Row row : rows) {
            table.append(ROW.formatted(
                    row.measure(), row.shown().toPlainString(), row.unit(), row.barInWords(), row.verdict()));
        }
        return table.toString();
    }

    /** Writes an array of {@code {"measure", "value", "unit", "bar", "ok"}} to {@code file}; no bar is an empty one. */
    public void write(Path file) throws IOException {
        ArrayNode array = JSON.createArrayNode();
        for (Row row : rows) {
            array.addObject()
                    .put("measure", row.measure())
                    .put("value", row.shown())
                    .put("unit", row.unit())
                    .put("bar", row.barInWords())
                    .put("ok", row.isOk());
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n");
    }

    private static BigDecimal plain(double bound) {
        return new BigDecimal(BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString());
    }
}
