/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import com.google.common.collect.ImmutableList;

/** How much is measured. */
enum Extent {
    /** What counts. */
    WHOLE(1_000_000, 2, 3, 12, "9g"),
    /** For trying: the large population is a tenth, and the figures are rough. */
    QUICK(100_000, 1, 2, 3, "3g");

    private static final int TURN_MILLIS = 200;

    private final int accounts;
    private final int forks;
    private final int warmups;
    private final int rounds;
    private final String heap;

    Extent(int accounts, int forks, int warmups, int rounds, String heap) {
        this.accounts = accounts;
        this.forks = forks;
        this.warmups = warmups;
        this.rounds = rounds;
        this.heap = heap;
    }

    /** The size of the large population. */
    int accounts() {
        return accounts;
    }

    /** How many JVMs are started one after the other. */
    int forks() {
        return forks;
    }

    /** How many turns each contestant gets in each scenario before it counts. */
    int warmups() {
        return warmups;
    }

    /** How many turns each contestant gets in each scenario. */
    int rounds() {
        return rounds;
    }

    /** How long a turn is, in milliseconds, the making of requests included. */
    int turnMillis() {
        return TURN_MILLIS;
    }

    /** How the JVM is started: with a collector that does nothing beside what is measured, on whatever cores there are. */
    ImmutableList<String> jvm() {
        return ImmutableList.of(
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+UseParallelGC",
                "-Dlogback.configurationFile=org/mesura/benchmark/logback.xml");
    }
}
