/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.Optional;

import org.mesura.measure.Measures;
import org.mesura.runner.Flavour;
import org.mesura.runner.Redis;

/**
 * What Mesura costs a real server: two of them run at once, one without Mesura, and are loaded in turns. Mail is submitted
 * over authenticated connections and ends in {@code Null}, so that nothing but James's own way of a mail is there to hide
 * the cost in; then once more to a sink, as the mail of staff goes out.
 */
final class ServerCost {
    private static final String SECTION = "server";
    private static final int FEW = 20;
    private static final int MANY = 200;
    private static final int GENTLY = 80;

    private final Extent extent;
    private final Measures measures;

    ServerCost(Extent extent, Measures measures) {
        this.extent = extent;
        this.measures = measures;
    }

    void run() {
        embedded();
        noBulk();
        redis();
        sink();
    }

    private void embedded() {
        try (ServerPair pair = ServerPair.of(Furnishing.MESURA, Road.NULL, "", extent)) {
            pair.compare(SECTION, "4k-20", FEW, Composition.TEXT).note(measures, wanted(1.04, 0.97));
            pair.compare(SECTION, "20k-20", FEW, Composition.HTML).note(measures, wanted(1.08));
            pair.compare(SECTION, "200k-20", FEW, Composition.ATTACHMENT).note(measures, wanted(1.06));
            pair.compare(SECTION, "4k-1", 1, Composition.TEXT).note(measures, wanted(1.04, 0.97));
            pair.compare(SECTION, "4k-200", MANY, Composition.TEXT).note(measures, wanted(1.04, 0.97));
            pair.gently(SECTION, "4k-gently", FEW, Composition.TEXT, GENTLY).note(measures, wanted(1.04));
            pair.noteHeap("embedded", measures);
        }
    }

    /** Looks into a server with Mesura while it is loaded. */
    void profile() {
        try (ServerPair pair = ServerPair.of(Furnishing.MESURA, Road.NULL, "", extent)) {
            for (Composition composition : Composition.values()) {
                Profile profile = pair.profile(FEW, composition, extent.profile());
                System.out.println(profile.table(composition.id()));
                profile.note(composition.id(), measures);
            }
        }
    }

    private void noBulk() {
        try (ServerPair pair = ServerPair.of(Furnishing.NO_BULK, Road.NULL, "", extent)) {
            pair.compare(SECTION, "4k-20-no-bulk", FEW, Composition.TEXT).note(measures, wanted(1.04, 0.97));
        }
    }

    private void redis() {
        if (!Redis.isUsable(Redis.version())) {
            System.out.println("server: NO redis-server 7 or newer: what Mesura costs with Redis IS NOT MEASURED");
            return;
        }
        try (Redis redis = Redis.onAnyPort()) {
            redis.start();
            try (ServerPair pair = ServerPair.of(Furnishing.REDIS, Road.NULL, redis.url(), extent)) {
                pair.compare(SECTION, "4k-20-redis", FEW, Composition.TEXT).note(measures, wanted(1.04, 0.94));
                pair.noteHeap("redis", measures);
            }
        }
    }

    /** James's queue on the disk may leave the last mails to the sink lying until others come, which nobody can wait for. */
    private void sink() {
        if (ServerPair.FLAVOUR != Flavour.MEMORY) {
            System.out.println("server: to a sink it is measured on the memory flavour only");
            return;
        }
        try (ServerPair pair = ServerPair.of(Furnishing.MESURA, Road.SINK, "", extent)) {
            pair.compare(SECTION, "sink-4k-20", FEW, Composition.TEXT).note(measures, wanted(1.04, 0.97));
            pair.compare(SECTION, "sink-20k-20", FEW, Composition.HTML).note(measures, wanted(1.08));
            pair.compare(SECTION, "sink-200k-20", FEW, Composition.ATTACHMENT).note(measures, wanted(1.06));
        }
    }

    private static PairFigures.Wanted wanted(double processor, double throughput) {
        return new PairFigures.Wanted(processor, Optional.of(throughput));
    }

    private static PairFigures.Wanted wanted(double processor) {
        return new PairFigures.Wanted(processor, Optional.empty());
    }
}
