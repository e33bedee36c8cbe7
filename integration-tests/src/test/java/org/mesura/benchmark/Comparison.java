/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.List;

/** What the times of charges say of Mesura beside the others, held against the bars. */
final class Comparison {
    private static final String TIMES = "times";

    private final ChargeTimes times;
    private final Measures measures;

    Comparison(ChargeTimes times, Measures measures) {
        this.times = times;
        this.measures = measures;
    }

    /** Notes the times in {@code scenarios}, and their ratios; {@code many} is the size of the large population. */
    void of(List<Scenario> scenarios, int many) {
        for (Scenario.Cell cell : Scenario.cells(scenarios)) {
            String name = cell.scenario().name();
            Contestant contestant = cell.contestant();
            measures.note("charge-%s-%s".formatted(contestant.id(), name), times.nanos(contestant, name), "ns");
        }
        scenarios.forEach(this::beside);
        List.of(Contestant.values()).forEach(contestant -> growth(contestant, many));
        double sends = times.ratio(Contestant.MESURA, "sends-500", Contestant.MESURA, "sends-1");
        measures.atMost("growth-mesura-1-to-500-sends", sends, TIMES, 3);
    }

    /** Ratios in every scenario; the bars are for the plain ones, in which nothing differs but who sends. */
    private void beside(Scenario scenario) {
        String name = scenario.name();
        boolean plain = scenario.contestants().contains(Contestant.MAP);
        String window = "throughput-over-ratelimitj-" + name;
        String buckets = "throughput-over-bucket4j-" + name;
        double overWindow = times.ratio(Contestant.RATELIMITJ, name, Contestant.MESURA, name);
        double overBuckets = times.ratio(Contestant.BUCKET4J, name, Contestant.MESURA, name);
        if (!plain) {
            measures.note(window, overWindow, TIMES);
            measures.note(buckets, overBuckets, TIMES);
            return;
        }
        measures.atLeast(window, overWindow, TIMES, 10);
        measures.atLeast(buckets, overBuckets, TIMES, 1);
        mapGet(scenario);
    }

    private void mapGet(Scenario scenario) {
        String measure = "charge-over-map-get-" + scenario.name();
        double ratio = times.ratio(Contestant.MESURA, scenario.name(), Contestant.MAP, scenario.name());
        if (scenario.field().accounts() >= Scenario.FEW) {
            measures.atMost(measure, ratio, TIMES, 4);
            return;
        }
        measures.note(measure, ratio, TIMES);
    }

    private void growth(Contestant contestant, int many) {
        grown(contestant, Scenario.cold(Scenario.FEW), Scenario.cold(many));
        grown(contestant, Scenario.hot(Scenario.FEW), Scenario.hot(many));
    }

    private void grown(Contestant contestant, String before, String after) {
        String from = before.substring(0, before.indexOf('-'));
        String measure = "growth-%s-%s-to-%s".formatted(contestant.id(), from, after);
        double ratio = times.ratio(contestant, after, contestant, before);
        if (contestant == Contestant.MESURA) {
            measures.atMost(measure, ratio, TIMES, 2);
            return;
        }
        measures.note(measure, ratio, TIMES);
    }
}
