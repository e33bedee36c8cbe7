/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.mesura.soak.Slope.Point;

import com.google.common.collect.ImmutableList;

/** Looks each second at what the server takes of the machine, life by life, and how long the machine stands still. */
final class Watch implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    private static final int LOOKS_A_SAMPLE = 10;
    private static final Duration WARMING = Duration.ofMinutes(2);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration REST_BOUND = Duration.ofSeconds(60);
    private static final double KILOBYTES = 1_024;

    private final Thread thread = new Thread(this::look, "watch");
    private final List<Life> lives = new ArrayList<>();
    private volatile boolean ended;
    private volatile long longestStallNanos;

    /** One life of the server: guarded by itself. */
    static final class Life {
        private final long pid;
        private final List<Vitals> samples = new ArrayList<>();
        private final List<Vitals> rests = new ArrayList<>();
        private boolean over;

        private Life(long pid) {
            this.pid = pid;
        }

        synchronized void sample() {
            if (!over) {
                samples.add(Vitals.of(pid));
            }
        }

        synchronized void end() {
            over = true;
        }

        /** How long it was looked at, the first minutes left out in which it grows. */
        synchronized Duration warm() {
            return samples.isEmpty() || warmSamples().size() < 2
                    ? Duration.ZERO
                    : Duration.between(
                            warmSamples().get(0).at(),
                            samples.get(samples.size() - 1).at());
        }

        private List<Vitals> warmSamples() {
            Instant from = samples.get(0).at().plus(WARMING);
            return samples.stream().filter(sample -> sample.at().isAfter(from)).toList();
        }

        /** By how many megabytes a minute its memory grew. */
        synchronized double megabytesAMinute() {
            return Slope.of(warmSamples().stream()
                            .map(sample -> new Point(
                                    sample.at().toEpochMilli() / 60_000.0, sample.residentKilobytes() / KILOBYTES))
                            .toList())
                    .perUnit();
        }

        /** What it took each time at rest, first when nobody had connected to it yet. */
        synchronized ImmutableList<Vitals> rests() {
            return ImmutableList.copyOf(rests);
        }
    }

    Watch() {
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void lifeBegins(long pid) {
        Life life = new Life(pid);
        synchronized (life) {
            life.rests.add(Vitals.of(pid));
        }
        lives.add(life);
    }

    void lifeEnds() {
        last().ifPresent(Life::end);
    }

    /** Returns when nothing is on its way any more, or after a minute, and counts. */
    void rest(Server server) throws InterruptedException {
        long end = System.nanoTime() + REST_BOUND.toNanos();
        while (server.queued() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        TimeUnit.MILLISECONDS.sleep(QUIET.toMillis());
        Life life = last().orElseThrow();
        synchronized (life) {
            life.rests.add(Vitals.of(life.pid));
        }
    }

    synchronized ImmutableList<Life> lives() {
        return ImmutableList.copyOf(lives);
    }

    /** The life in which memory was watched longest. */
    Life longest() {
        return lives().stream().max(Comparator.comparing(Life::warm)).orElseThrow();
    }

    synchronized Optional<Life> last() {
        return lives.isEmpty() ? Optional.empty() : Optional.of(lives.get(lives.size() - 1));
    }

    /** How much longer than it should a tenth of a second took at most, since the last question. */
    Duration longestStall() {
        Duration longest = Duration.ofNanos(longestStallNanos);
        longestStallNanos = 0;
        return longest;
    }

    private void look() {
        for (int look = 0; !ended; look++) {
            long begin = System.nanoTime();
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            long late = System.nanoTime() - begin - TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
            longestStallNanos = Math.max(longestStallNanos, late);
            if (look % LOOKS_A_SAMPLE == 0) {
                sample();
            }
        }
    }

    private void sample() {
        try {
            last().ifPresent(Life::sample);
        } catch (UncheckedIOException | IllegalStateException gone) {
            // it ended between two looks
        }
    }

    @Override
    public void close() {
        ended = true;
    }
}
