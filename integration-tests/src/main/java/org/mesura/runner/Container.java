/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A container that the engine has, running or not. */
final class Container {
    /** The engine's clock is that of this machine; by so much an event may seem to come before its cause. */
    private static final Duration SLACK = Duration.ofMillis(50);

    private final String id;
    private Instant begin;

    private Container(String id, Instant begin) {
        this.id = id;
        this.begin = begin;
    }

    /** Starts one of an image of our tests. */
    static Container start(List<String> options, String image) {
        Instant begin = Instant.now();
        List<String> lines = Docker.ask(Stream.of(Stream.of("run", "--detach"), options.stream(), Stream.of(image))
                        .flatMap(arguments -> arguments)
                        .toArray(String[]::new))
                .lines()
                .toList();
        // Warnings, of a kernel without swap accounting say, come before it.
        return new Container(lines.get(lines.size() - 1), begin);
    }

    /** Starts it again, with what lies in it and in its volumes. */
    void startAgain() {
        begin = Instant.now();
        Docker.ask("start", id);
    }

    /**
     * Returns when the image's health check succeeds. The engine tells it by an event; asking again and again would start a
     * process each time and cost the server more of a small machine than its start.
     *
     * @throws IllegalStateException if the container ends before, or the bound is over
     */
    void awaitHealthy(Duration bound) {
        List<String> command = List.of(
                "docker",
                "events",
                "--format",
                "{{.Action}}",
                "--filter",
                "container=" + id,
                "--since",
                seconds(begin.minus(SLACK)),
                "--until",
                seconds(Instant.now().plus(bound)));
        try {
            awaitHealthy(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitHealthy(List<String> command) throws IOException {
        Process events = new ProcessBuilder(command).redirectErrorStream(true).start();
        String last = "nothing";
        // what came before is of the run before: the end of one that was just killed is told late
        boolean started = false;
        try (BufferedReader lines = events.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                started |= line.equals("start");
                if (started && line.equals("health_status: healthy")) {
                    return;
                }
                if (started && line.equals("die")) {
                    throw new IllegalStateException("the container ended with " + exitCode());
                }
                last = line;
            }
            throw new IllegalStateException("the container did not become healthy in time; its last event: " + last);
        } finally {
            events.destroyForcibly();
        }
    }

    private static String seconds(Instant instant) {
        return "%d.%09d".formatted(instant.getEpochSecond(), instant.getNano());
    }

    /** Runs {@code command} beside its first process; what it printed. */
    String run(String... command) {
        return Docker.ask(
                Stream.concat(Stream.of("exec", id), Stream.of(command)).toArray(String[]::new));
    }

    String inspect(String format) {
        return Docker.inspect(id, format);
    }

    int exitCode() {
        return Integer.parseInt(inspect("{{.State.ExitCode}}"));
    }

    String logs() {
        return Docker.ask("logs", id);
    }

    void stop(Duration patience) {
        Docker.ask("stop", "--time", Long.toString(patience.toSeconds()), id);
    }

    /** SIGKILL to all that runs in it. */
    void kill() {
        Docker.ask("kill", id);
    }

    /** With the volumes that have no name. */
    void remove() {
        Docker.ask("rm", "--force", "--volumes", id);
    }

    boolean exists() {
        return !Docker.ask("ps", "--all", "--quiet", "--no-trunc", "--filter", "id=" + id)
                .isEmpty();
    }
}
