/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;

import org.mesura.policy.Limit;
import org.mesura.usage.Charge;

/** The report as it is printed. */
final class TextReport {
    private static final int TOP = 15;
    private static final String FIGURE = "%-44s";
    private static final String CELL = "%18s";

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        return new TextReport(report).print();
    }

    private String print() {
        report.summary().forEach(this::line);
        figures();
        report.columns().forEach(this::touched);
        days();
        suggestions();
        return text.toString();
    }

    private void figures() {
        line("");
        cell(FIGURE, "");
        report.columns().forEach(column -> cell(CELL, column.name()));
        line("");
        report.rows().forEach(index -> {
            cell(FIGURE, report.figures(index).get(0).words());
            report.figures(index).forEach(figure -> cell(CELL, figure.shown()));
            line("");
        });
    }

    private void touched(Report.Column column) {
        line("");
        line("Accounts of which most would have been stopped under " + column.name());
        if (column.touched().isEmpty()) {
            line("  none");
        }
        column.touched().stream().limit(TOP).forEach(row -> {
            Fate fate = row.fate();
            line("  %-40s %s, of %s messages: %s deferred (longest %s), %s held, %s refused%s"
                    .formatted(
                            printable(row.account().sender().account()),
                            row.group(),
                            Amounts.count(row.account().messages()),
                            Amounts.count(fate.count("defer")),
                            Figure.wait("", "", fate.waits().most()).shown(),
                            Amounts.count(fate.count("hold")),
                            Amounts.count(fate.count("refuse")),
                            row.honest() ? "" : " (not honest)"));
        });
    }

    private void days() {
        line("");
        line("All accounts together, per day");
        line("  %-12s %12s %12s %12s %12s".formatted("day", "messages", "recipients", "external", "bytes"));
        for (Map.Entry<LocalDate, Day> day : report.days().entrySet()) {
            Charge total = day.getValue().total();
            line("  %-12s %12s %12s %12s %12s"
                    .formatted(
                            day.getKey(),
                            Amounts.count(total.messages()),
                            Amounts.count(total.recipients()),
                            Amounts.count(total.external()),
                            Amounts.rounded(total.bytes())));
        }
    }

    private void suggestions() {
        line("");
        line("Limits that would fit: what 995 of 1000 honest accounts never exceeded, and %s %% more"
                .formatted(report.margin()));
        line("  %-46s %-30s %9s %10s %10s %12s %12s %6s"
                .formatted("", "limit", "accounts", "half", "99.5 %", "suggested", "now", "over"));
        report.suggestions().forEach(suggestion -> {
            Limit limit = suggestion.limit();
            line(String.format(
                            Locale.ROOT,
                            "  %-46s %-30s %9d %10s %10s %12s %12s %6d",
                            suggestion.group(),
                            limit.name(),
                            suggestion.accounts(),
                            suggestion.shown(suggestion.median()),
                            suggestion.shown(suggestion.usual()),
                            suggestion.quantity().map(suggestion::spell).orElse("-"),
                            suggestion.spell(limit.quantity()),
                            suggestion.over())
                    .stripTrailing());
        });
    }

    /** A name that moves no cursor and turns no line around. */
    private static String printable(String name) {
        return name.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    }

    private void cell(String form, String value) {
        text.append(form.formatted(value));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
