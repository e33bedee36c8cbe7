/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.lang.ref.Reference;

import org.openjdk.jol.info.GraphLayout;

/** What an engine keeps in memory of accounts that sent ten times in their windows. */
final class Footprint {
    private Footprint() {}

    /**
     * The bytes of one account of Mesura's: all objects reachable from a ledger with 10,000, by 10,000. Of RateLimitJ it
     * cannot be told so: its map reaches its threads and with them half the JVM.
     */
    static double layout() {
        Scenario.Field field = new Scenario.Field(Scenario.FEW, Scenario.SENDS, true);
        Engine engine = filled(Contestant.MESURA, field);
        return (double) GraphLayout.parseInstance(engine).totalSize() / field.accounts();
    }

    /** The bytes of heap that are in use for {@code accounts} and not without them, after garbage collection. */
    static long heap(Contestant contestant, int accounts) {
        long before = used();
        Engine engine = filled(contestant, new Scenario.Field(accounts, Scenario.SENDS, true));
        long after = used();
        Reference.reachabilityFence(engine);
        return after - before;
    }

    private static Engine filled(Contestant contestant, Scenario.Field field) {
        Engine engine = contestant.engine(field.rules());
        field.populate(engine, contestant.keepsSends());
        return engine;
    }

    private static long used() {
        System.gc(); // the collector that is asked for collects everything, and before it returns
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
