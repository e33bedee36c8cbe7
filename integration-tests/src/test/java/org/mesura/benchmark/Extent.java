/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.time.Duration;

import com.google.common.collect.ImmutableList;

/** How much is measured. */
enum Extent {
    /** What counts. */
    WHOLE(1_000_000, 1, 2, 15, 1_000, 100_000, "14g", "3g"),
    /** For trying: the large population is smaller, and the figures are rough. */
    QUICK(50_000, 1, 2, 3, 300, 10_000, "2g", "512m");

    private static final String SETTING = "bench.quick";
    private static final String LOG = "-Dlogback.configurationFile=org/mesura/benchmark/logback.xml";
    private static final String COLLECTOR = "-XX:+UseParallelGC";
    /** As a kernel does that is set to <em>always</em>, so that its setting does not decide. */
    private static final String PAGES = "-XX:+UseTransparentHugePages";

    private static final int TURN_MILLIS = 200;

    private final int accounts;
    private final int forks;
    private final int warmups;
    private final int rounds;
    private final int deferred;
    private final int held;
    private final String heap;
    private final String young;

    Extent(int accounts, int forks, int warmups, int rounds, int deferred, int held, String heap, String young) {
        this.accounts = accounts;
        this.forks = forks;
        this.warmups = warmups;
        this.rounds = rounds;
        this.deferred = deferred;
        this.held = held;
        this.heap = heap;
        this.young = young;
    }

    /** What was asked for: {@link #QUICK} with {@code -Dbench.quick=true}, else {@link #WHOLE}. */
    static Extent asked() {
        return Boolean.getBoolean(SETTING) ? QUICK : WHOLE;
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

    /** How many mails are sent over a limit. */
    int deferred() {
        return deferred;
    }

    /** How many mails a server holds that is killed. */
    int held() {
        return held;
    }

    /** How many submissions a journal has that is judged once more. */
    int reviewed() {
        return this == QUICK ? 50_000 : 1_000_000;
    }

    /** For how long reviews come at a steady rate. */
    Duration steady() {
        return Duration.ofSeconds(this == QUICK ? 10 : 30);
    }

    /** How long a server is loaded in its turn. */
    Duration load() {
        return Duration.ofMillis(this == QUICK ? 1_000 : 3_500);
    }

    /** How many messages a server gets before it counts: with fewer, what is run once a message is not compiled in full yet. */
    int warming() {
        return this == QUICK ? 6_000 : 100_000;
    }

    /** How long a server is loaded while it is looked into. */
    Duration profile() {
        return Duration.ofSeconds(this == QUICK ? 5 : 20);
    }

    /** How long a turn is, in milliseconds, the making of requests included. */
    int turnMillis() {
        return TURN_MILLIS;
    }

    /** How the JVM is started that measures memory; JOL reads records in an odd way only. */
    ImmutableList<String> measuring() {
        return ImmutableList.of(
                "-Xmx" + heap,
                COLLECTOR,
                PAGES,
                LOG,
                "-Djol.magicFieldOffset=true",
                "-Djdk.attach.allowAttachSelf=true",
                "-D" + SETTING + "=" + (this == QUICK),
                "-Dbench.flavour=" + System.getProperty("bench.flavour", "memory"),
                "-Dbench.threads=" + RedisContest.THREADS,
                "-D" + Section.SETTING + "=" + Section.given());
    }

    /** How the JVMs are started that measure time: with a collector that never works beside what is measured. */
    ImmutableList<String> timing() {
        return ImmutableList.of("-Xms" + heap, "-Xmx" + heap, "-Xmn" + young, COLLECTOR, PAGES, LOG);
    }
}
