/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.mesura.runner.RunningContainer;

/**
 * What one start of a server took.
 *
 * @param seconds from the engine's order to the first health check that succeeds
 * @param processor seconds of all processors that the server had
 * @param others the share of all processors that something else on this machine had meanwhile, or its host took
 */
record Start(double seconds, double processor, double others) {
    private static final double TICKS = 100;
    /** The engine, which copies the image, and the tests themselves need about a tenth. */
    private static final double QUIET = 0.25;

    /** The start of {@code server} that {@code order} brings about. */
    static Start of(RunningContainer server, Runnable order) {
        Processors before = Processors.now();
        order.run();
        Processors after = Processors.now();
        double processor = processorTime(server);
        double others = after.busy() - before.busy() - processor;
        return new Start(server.startTime().toMillis() / 1_000.0, processor, others / (after.all() - before.all()));
    }

    /** Whether the machine had so little else to do that the time of the clock is the server's. */
    boolean isOnAQuietMachine() {
        return others < QUIET;
    }

    private static double processorTime(RunningContainer server) {
        String[] fields = server.run("cat", "/proc/1/stat").split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS;
    }

    /** Seconds of all processors since this machine began. */
    private record Processors(double busy, double all) {
        /** From the first line: user, nice, system, idle, iowait, irq, softirq, steal; what follows is within these. */
        static Processors now() {
            try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
                long[] ticks = Stream.of(lines.findFirst().orElseThrow().split(" +"))
                        .skip(1)
                        .limit(8)
                        .mapToLong(Long::parseLong)
                        .toArray();
                double all = LongStream.of(ticks).sum() / TICKS;
                return new Processors(all - (ticks[3] + ticks[4]) / TICKS, all);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
