/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.mesura.measure.Measures;

/** How many campaigns were noticed, and how soon: a table for each threshold, and rows held against the bars. */
final class CampaignTable {
    private static final String ROW = "%-4s %-9s %6s %7s %7s %7s %7s %7s %7s%n";

    private final List<CampaignTrial.Result> results = new ArrayList<>();

    void add(CampaignTrial.Result result) {
        results.add(result);
    }

    /** The tables of all thresholds. */
    String text(Iterable<Integer> thresholds) {
        StringBuilder text = new StringBuilder();
        for (int advise : thresholds) {
            text.append("%nR = %d, campaigns noticed in %% by recipient%n".formatted(advise));
            text.append(ROW.formatted("", "half", "n", "R+1", "R+5", "R+10", "2R", "median", "p95"));
            for (Level level : Level.values()) {
                for (Scope scope : scopes()) {
                    row(level, scope, advise).ifPresent(text::append);
                }
            }
        }
        return text.toString();
    }

    /** Notes what the issue sets bars for. */
    void note(Measures measures, Iterable<Integer> thresholds) {
        for (int advise : thresholds) {
            for (Level level : Level.values()) {
                for (Scope scope : scopes()) {
                    note(measures, level, scope, advise);
                }
            }
        }
        long disturbed =
                results.stream().filter(result -> result.disturbed() > 0).count();
        measures.note("campaigns-with-ordinary-mail-alarmed", 1_000.0 * disturbed / results.size(), "per 1000");
    }

    private void note(Measures measures, Level level, Scope scope, int advise) {
        List<CampaignTrial.Result> of = of(level, scope, advise);
        if (of.isEmpty()) {
            return;
        }
        String measure = "campaigns-%s-R%d-%s".formatted(level, advise, scope.id());
        boolean barred = scope.half().filter(half -> half == Half.TUNING).isEmpty();
        int by = level.ordinal() <= Level.M2.ordinal() ? advise + 1 : 2 * advise;
        Optional<Bars> bars = barred ? Bars.of(level) : Optional.empty();
        if (bars.isPresent()) {
            measures.atLeast(measure, share(of, by), "%", bars.get().percent());
        } else {
            measures.note(measure, share(of, by), "%");
        }
        if (bars.isPresent() && bars.get().late() > 0) {
            measures.atMost(
                    measure + "-p95",
                    percentile(of, 95),
                    "recipients",
                    advise + bars.get().late());
        } else {
            measures.note(measure + "-p95", percentile(of, 95), "recipients");
        }
    }

    private Optional<String> row(Level level, Scope scope, int advise) {
        List<CampaignTrial.Result> of = of(level, scope, advise);
        if (of.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ROW.formatted(
                level,
                scope.id(),
                of.size(),
                percent(of, advise + 1),
                percent(of, advise + 5),
                percent(of, advise + 10),
                percent(of, 2 * advise),
                percentile(of, 50),
                percentile(of, 95)));
    }

    /** What must hold at a level: percent noticed, and how many recipients after the threshold the 95th percentile is. */
    private record Bars(double percent, int late) {
        static Optional<Bars> of(Level level) {
            return switch (level) {
                case M0, M1, M2 -> Optional.of(new Bars(100, 0));
                case M3 -> Optional.of(new Bars(99, 5));
                case M4 -> Optional.of(new Bars(90, 0));
                case M5 -> Optional.empty();
                case M6 -> Optional.of(new Bars(97, 10));
            };
        }
    }

    private record Scope(String id, Optional<Half> half) {}

    private static List<Scope> scopes() {
        return List.of(
                new Scope("all", Optional.empty()),
                new Scope(Half.TUNING.id(), Optional.of(Half.TUNING)),
                new Scope(Half.HELD_OUT.id(), Optional.of(Half.HELD_OUT)));
    }

    private List<CampaignTrial.Result> of(Level level, Scope scope, int advise) {
        return results.stream()
                .filter(result -> result.level() == level && result.advise() == advise)
                .filter(result -> scope.half()
                        .filter(half -> half != result.template().half())
                        .isEmpty())
                .toList();
    }

    private static String percent(List<CampaignTrial.Result> of, int by) {
        return "%.1f".formatted(share(of, by));
    }

    private static double share(List<CampaignTrial.Result> of, int by) {
        return 100.0 * of.stream().filter(result -> result.isNoticedBy(by)).count() / of.size();
    }

    /** A campaign that was never noticed counts as noticed after all its recipients. */
    private static long percentile(List<CampaignTrial.Result> of, int percent) {
        Figures figures = new Figures();
        of.forEach(result -> figures.add(result.at().orElse(2 * result.advise() + 1)));
        return figures.percentile(percent);
    }
}
