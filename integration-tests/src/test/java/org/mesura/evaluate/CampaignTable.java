/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.mesura.measure.Measures;

import com.google.common.collect.ImmutableList;

/** How many campaigns were noticed, and how soon: a table for each threshold, and rows held against the bars. */
final class CampaignTable {
    private static final String ROW = "%-4s %-9s %6s %7s %7s %7s %7s %7s %7s%n";

    /** All templates, or those of one half. */
    private static final ImmutableList<Optional<Half>> PARTS =
            ImmutableList.of(Optional.empty(), Optional.of(Half.TUNING), Optional.of(Half.HELD_OUT));

    private final List<CampaignResult> results = new ArrayList<>();

    void add(CampaignResult result) {
        results.add(result);
    }

    /** The tables of these thresholds. */
    String text(List<Integer> thresholds) {
        StringBuilder text = new StringBuilder();
        for (int advise : thresholds) {
            text.append("%nR = %d, campaigns noticed by recipient, in %%%n".formatted(advise));
            text.append(ROW.formatted("", "", "number", "R+1", "R+5", "R+10", "2R", "median", "p95"));
            for (Level level : Level.values()) {
                PARTS.forEach(half -> text.append(row(level, half, advise)));
            }
        }
        return text.toString();
    }

    /** Notes how many were noticed in time, and when the 95th percentile was. */
    void note(Measures measures, List<Integer> thresholds) {
        for (int advise : thresholds) {
            for (Level level : Level.values()) {
                PARTS.forEach(half -> note(measures, level, half, advise));
            }
        }
        long disturbed = results.stream().filter(CampaignResult::disturbed).count();
        measures.note("campaigns-that-disturb-ordinary-mail", 1_000.0 * disturbed / results.size(), "per 1000");
    }

    private void note(Measures measures, Level level, Optional<Half> half, int advise) {
        List<CampaignResult> of = of(level, half, advise);
        if (of.isEmpty()) {
            return;
        }
        String measure = "campaigns-%s-R%d-%s".formatted(level, advise, id(half));
        CampaignBar bar = half.equals(Optional.of(Half.TUNING)) ? CampaignBar.NONE : CampaignBar.of(level);
        bar.note(measures, measure, of.size(), share(of, bar.deadline(advise)), percentile(of, 95), advise);
    }

    private String row(Level level, Optional<Half> half, int advise) {
        List<CampaignResult> of = of(level, half, advise);
        if (of.isEmpty()) {
            return "";
        }
        return ROW.formatted(
                level,
                id(half),
                of.size(),
                percent(of, advise + 1),
                percent(of, advise + 5),
                percent(of, advise + 10),
                percent(of, 2 * advise),
                percentile(of, 50),
                percentile(of, 95));
    }

    private List<CampaignResult> of(Level level, Optional<Half> half, int advise) {
        return results.stream()
                .filter(result -> result.level() == level && result.advise() == advise)
                .filter(result ->
                        half.isEmpty() || half.get() == result.template().half())
                .toList();
    }

    private static String id(Optional<Half> half) {
        return half.map(Half::id).orElse("all");
    }

    private static String percent(List<CampaignResult> of, int by) {
        return String.format(Locale.ROOT, "%.1f", share(of, by));
    }

    private static double share(List<CampaignResult> of, int by) {
        return 100.0 * of.stream().filter(result -> result.isNoticedBy(by)).count() / of.size();
    }

    private static long percentile(List<CampaignResult> of, int percent) {
        Figures figures = new Figures();
        of.forEach(result -> figures.add(result.noticed()));
        return figures.percentile(percent);
    }
}
