/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import static com.google.common.base.Preconditions.checkState;

import java.util.List;

import com.google.common.collect.ImmutableList;

/**
 * The circumstances under which a charge is made.
 *
 * @param name the name in measures
 * @param field who is there, and under which limits
 * @param hot whether few accounts are busy at a time, see {@link Crowd}
 * @param contestants who takes part
 */
record Scenario(String name, Field field, boolean hot, ImmutableList<Contestant> contestants) {
    static final int FEW = 10_000;
    static final int SENDS = 10;
    private static final int HANDFUL = 100;
    private static final ImmutableList<Contestant> ALL = ImmutableList.copyOf(Contestant.values());

    /**
     * A population and its limits.
     *
     * @param accounts how many accounts there are
     * @param sends how many sends each makes in the longest window
     * @param roomy whether the limits are so high that nobody meets them
     */
    record Field(int accounts, int sends, boolean roomy) {
        ImmutableList<Rule> rules() {
            return roomy ? Rule.roomy(MesuraLedger.staff()) : MesuraLedger.staff();
        }

        /** The accounts in {@code engine}, after their sends of a day, or after one each if it keeps no sends. */
        Population populate(Engine engine, boolean keepsSends) {
            Population population = new Population(engine, accounts, sends);
            int times = keepsSends ? sends : 1;
            long granted = population.fill(times);
            checkState(!roomy || granted == (long) accounts * times, "%s granted of %s × %s", granted, accounts, times);
            return population;
        }
    }

    /** All of them; {@code many} is how many accounts the large population has. */
    static ImmutableList<Scenario> all(int many) {
        return ImmutableList.of(
                new Scenario("1", new Field(1, SENDS, true), false, ALL),
                new Scenario(cold(FEW), new Field(FEW, SENDS, true), false, ALL),
                new Scenario(hot(FEW), new Field(FEW, SENDS, true), true, ALL),
                new Scenario(cold(many), new Field(many, SENDS, true), false, ALL),
                new Scenario(hot(many), new Field(many, SENDS, true), true, ALL),
                new Scenario("sends-1", new Field(HANDFUL, 1, true), false, Contestant.LIMITERS),
                new Scenario("sends-500", new Field(HANDFUL, 500, true), false, Contestant.LIMITERS),
                // half of what is asked is refused
                new Scenario("limits-met", new Field(HANDFUL, 1_000, false), false, Contestant.LIMITERS));
    }

    static String cold(int accounts) {
        return accounts + "-cold";
    }

    static String hot(int accounts) {
        return accounts + "-hot";
    }

    /** What is measured of these scenarios, in the order in which it is, over and over. */
    static ImmutableList<Cell> cells(List<Scenario> scenarios) {
        return scenarios.stream()
                .flatMap(scenario -> scenario.contestants().stream().map(contestant -> new Cell(contestant, scenario)))
                .collect(ImmutableList.toImmutableList());
    }

    /** One contestant in one scenario. */
    record Cell(Contestant contestant, Scenario scenario) {
        Crowd crowd() {
            Field field = scenario.field();
            return scenario.hot() ? Crowd.hot(field.accounts(), field.sends()) : Crowd.cold(field.accounts());
        }
    }
}
