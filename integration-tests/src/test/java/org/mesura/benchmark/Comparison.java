/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.List;

import org.mesura.measure.Measures;

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

    /**
     * Ratios in every scenario. The bars are for the plain ones, in which nothing differs but who sends, and for bucket4j
     * when it answers what Mesura answers. A single account's is no more than noted: two atomic updates in the processor's
     * first cache are below what a ledger with ids and instants can be.
     */
    private void beside(Scenario scenario) {
        boolean plain = scenario.contestants().contains(Contestant.MAP);
        boolean many = plain && scenario.field().accounts() >= Scenario.FEW;
        beside(scenario, Contestant.RATELIMITJ, false, 10);
        beside(scenario, Contestant.RATELIMITJ_SLIDING, plain, 10);
        beside(scenario, Contestant.BUCKET4J, false, 1);
        beside(scenario, Contestant.BUCKET4J_ALL_OR_NONE, many, 1);
        if (plain) {
            mapGet(scenario);
        }
    }

    private void beside(Scenario scenario, Contestant other, boolean held, int bar) {
        String measure = "throughput-over-%s-%s".formatted(other.id(), scenario.name());
        double ratio = times.ratio(other, scenario.name(), Contestant.MESURA, scenario.name());
        if (held) {
            measures.atLeast(measure, ratio, TIMES, bar);
            return;
        }
        measures.note(measure, ratio, TIMES);
    }

    /** The bar is for a population that no cache of the processor holds, where finding an account is what costs. */
    private void mapGet(Scenario scenario) {
        String measure = "charge-over-map-get-" + scenario.name();
        double ratio = times.ratio(Contestant.MESURA, scenario.name(), Contestant.MAP, scenario.name());
        if (scenario.field().accounts() > Scenario.FEW) {
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
