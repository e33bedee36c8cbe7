/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Docker command line. A command that fails or takes too long is an error that shows what it said. */
public final class Docker {
    /** What every image and container of a test is labelled with; {@code .ci/engine} removes what is left of them. */
    private static final String LABEL = "org.mesura.test";

    private static final Duration BUILD = Duration.ofMinutes(10);
    /** Long, because to start a container on a vfs store is to copy the whole image. */
    private static final Duration COMMAND = Duration.ofMinutes(3);

    private Docker() {}

    /** Builds {@code docker/Dockerfile} on {@code base} with the repository at {@code root} as context, as {@code tag}. */
    public static void build(Path root, String base, String tag) {
        String dockerfile = root.resolve("docker").resolve("Dockerfile").toString();
        List<String> command = List.of(
                "build", "--network=host", "--build-arg", "BASE=" + base, "--label", LABEL, "--file", dockerfile);
        run(BUILD, concat(command, List.of("--tag", tag, root.toString())));
    }

    /** Starts a container of an image so labelled, and returns its id. */
    static String start(List<String> options, String image) {
        List<String> lines = run(COMMAND, concat(List.of("run", "--detach"), concat(options, List.of(image))))
                .lines()
                .toList();
        // Warnings, of a kernel without swap accounting say, come before it.
        return lines.get(lines.size() - 1);
    }

    /**
     * Returns when the image's health check succeeds. The engine tells it by an event; asking again and again would start a
     * process each time and cost the server more of a small machine than its start.
     *
     * @throws IllegalStateException if the container ends before, or the bound is over
     */
    static void awaitHealthy(String container, Duration bound) {
        long now = Instant.now().getEpochSecond();
        List<String> command = List.of(
                "docker",
                "events",
                "--format",
                "{{.Action}}",
                "--filter",
                "container=" + container,
                "--since",
                Long.toString(now - COMMAND.toSeconds()),
                "--until",
                Long.toString(now + bound.toSeconds()));
        try {
            awaitHealthy(container, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitHealthy(String container, List<String> command) throws IOException {
        Process events = new ProcessBuilder(command).redirectErrorStream(true).start();
        String last = "nothing";
        try (BufferedReader lines = events.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("health_status: healthy")) {
                    return;
                }
                if (line.equals("die")) {
                    throw new IllegalStateException("the container ended with " + exitCode(container));
                }
                last = line;
            }
            throw new IllegalStateException("the container did not become healthy in time; its last event: " + last);
        } finally {
            events.destroyForcibly();
        }
    }

    static int exitCode(String container) {
        return Integer.parseInt(run(COMMAND, List.of("inspect", "--format", "{{.State.ExitCode}}", container)));
    }

    static String logs(String container) {
        return run(COMMAND, List.of("logs", container));
    }

    static void stop(String container, Duration patience) {
        run(COMMAND, List.of("stop", "--time", Long.toString(patience.toSeconds()), container));
    }

    static void remove(String container) {
        run(COMMAND, List.of("rm", "--force", "--volumes", container));
    }

    static boolean knows(String container) {
        return !run(COMMAND, List.of("ps", "--all", "--quiet", "--no-trunc", "--filter", "id=" + container))
                .isEmpty();
    }

    private static String run(Duration bound, List<String> arguments) {
        List<String> command = concat(List.of("docker"), arguments);
        try {
            // Not a pipe: a command that goes on talking must still be ended in time.
            Path output = Files.createTempFile("docker", ".log");
            try {
                return run(bound, command, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(Duration bound, List<String> command, Path output) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
            String said = Files.readString(output).strip();
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command)
                        + (ended ? " failed with " + process.exitValue() : " took more than " + bound) + ":\n" + said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + String.join(" ", command), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
