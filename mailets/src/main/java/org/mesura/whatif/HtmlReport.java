/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.mustachejava.DefaultMustacheFactory;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * The report as one page that needs nothing else. Every value is escaped by the template, which has no triple braces, and the
 * page's own policy lets no script run and loads nothing.
 */
final class HtmlReport {
    private static final int TOP = 100;
    private static final int WHOLE = 100;
    private static final ImmutableList<Duration> WAITS = ImmutableList.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(12));

    private HtmlReport() {}

    static String of(Report report) {
        StringWriter page = new StringWriter();
        new DefaultMustacheFactory("org/mesura/whatif")
                .compile("report.mustache")
                .execute(page, values(report));
        return page.toString();
    }

    private static ImmutableMap<String, Object> values(Report report) {
        return ImmutableMap.<String, Object>builder()
                .put("summary", report.summary())
                .put(
                        "candidates",
                        report.columns().stream().map(Report.Column::name).toList())
                .put(
                        "figures",
                        report.rows()
                                .mapToObj(index -> figure(report.figures(index)))
                                .toList())
                .put("plots", plots(report))
                .put(
                        "columns",
                        report.columns().stream().map(HtmlReport::column).toList())
                .put("margin", report.margin())
                .put(
                        "suggestions",
                        report.suggestions().stream()
                                .map(HtmlReport::suggestion)
                                .toList())
                .put("elements", elements(report))
                .build();
    }

    private static ImmutableMap<String, Object> figure(List<Figure> figures) {
        String words = figures.get(0).words();
        return ImmutableMap.of(
                "part", words.startsWith(" "),
                "words", words.strip(),
                "values", figures.stream().map(Figure::shown).toList());
    }

    private static List<ImmutableMap<String, Object>> plots(Report report) {
        ImmutableList.Builder<ImmutableMap<String, Object>> plots = ImmutableList.builder();
        plots.add(Bars.of(
                "External recipients of all accounts, per day",
                report.days().entrySet().stream()
                        .map(day -> new Bars.Bar(
                                day.getKey().toString(), day.getValue().total().external()))
                        .toList()));
        report.columns().forEach(column -> plots.add(waits(column)));
        return plots.build();
    }

    private static ImmutableMap<String, Object> waits(Report.Column column) {
        long[] counts = new long[WAITS.size() + 1];
        column.accounts().forEach(row -> row.fate().waits().values().forEach(millis -> counts[slot(millis)]++));
        return Bars.of(
                "How long messages would have waited under " + column.name(),
                IntStream.range(0, counts.length)
                        .mapToObj(slot -> new Bars.Bar(slotName(slot), counts[slot]))
                        .toList());
    }

    private static int slot(long millis) {
        int slot = 0;
        while (slot < WAITS.size() && millis > WAITS.get(slot).toMillis()) {
            slot++;
        }
        return slot;
    }

    private static String slotName(int slot) {
        return slot < WAITS.size() ? "up to " + Amounts.time(WAITS.get(slot)) : "longer";
    }

    private static ImmutableMap<String, Object> column(Report.Column column) {
        return ImmutableMap.of(
                "name", column.name(),
                "count", Amounts.count(column.touched().size()),
                "rows",
                        column.touched().stream()
                                .limit(TOP)
                                .map(HtmlReport::row)
                                .toList());
    }

    private static ImmutableMap<String, Object> row(Report.Row row) {
        Fate fate = row.fate();
        return ImmutableMap.<String, Object>builder()
                .put("account", row.account().sender().account())
                .put("group", row.group().toString())
                .put("honest", row.honest() ? "yes" : "no")
                .put("messages", Amounts.count(row.account().messages()))
                .put("deferred", Amounts.count(fate.count("defer")))
                .put("longest", Figure.wait("", "", fate.waits().most()).shown())
                .put("held", Amounts.count(fate.count("hold")))
                .put("refused", Amounts.count(fate.count("refuse")))
                .build();
    }

    private static ImmutableMap<String, Object> suggestion(Suggestion suggestion) {
        long now = suggestion.limit().quantity();
        return ImmutableMap.<String, Object>builder()
                .put("group", suggestion.group().toString())
                .put("limit", suggestion.limit().name())
                .put("accounts", Amounts.count(suggestion.accounts()))
                .put("median", suggestion.shown(suggestion.median()))
                .put("usual", suggestion.shown(suggestion.usual()))
                .put("percent", Math.round(Math.min(WHOLE, (double) suggestion.usual() / now * WHOLE)))
                .put("suggested", suggestion.quantity().map(suggestion::spell).orElse("–"))
                .put("now", suggestion.spell(now))
                .put("over", Amounts.count(suggestion.over()))
                .build();
    }

    private static List<ImmutableMap<String, Object>> elements(Report report) {
        return report.suggestions().stream()
                .map(Suggestion::group)
                .distinct()
                .map(group -> ImmutableMap.<String, Object>of(
                        "group",
                        group.toString(),
                        "text",
                        report.suggestions().stream()
                                .filter(suggestion -> suggestion.group().equals(group))
                                .flatMap(suggestion -> suggestion.element().stream())
                                .collect(Collectors.joining("\n"))))
                .toList();
    }
}
