/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;

/** The Docker command line. A command that fails or takes too long is an error that shows what it said. */
public final class Docker {
    /** What images, containers and volumes of tests are labelled with; {@code .ci/engine} removes what is left of them. */
    static final String LABEL = "org.mesura.test";

    private static final Duration BUILD = Duration.ofMinutes(10);
    /** Long, because to start a container on a vfs store is to copy the whole image. */
    private static final Duration COMMAND = Duration.ofMinutes(3);

    private Docker() {}

    /** Builds {@code docker/Dockerfile} on {@code base} with the repository at {@code root} as context, as {@code tag}. */
    public static void build(Path root, String base, String tag, String... options) {
        build(root, root.resolve("docker").resolve("Dockerfile"), base, tag, options);
    }

    /** Builds {@code dockerfile} on {@code base} with the folder {@code context}, as {@code tag}. */
    public static void build(Path context, Path dockerfile, String base, String tag, String... options) {
        run(
                BUILD,
                ImmutableList.<String>builder()
                        .add("build", "--network=host", "--build-arg", "BASE=" + base, "--label", LABEL)
                        .add("--file", dockerfile.toString(), "--tag", tag)
                        .add(options)
                        .add(context.toString())
                        .build());
    }

    /** Runs {@code command} in a container of {@code image} that is gone afterwards; what it printed. */
    public static String once(String image, String... command) {
        return ask(Stream.concat(
                        Stream.of("run", "--rm", "--network=host", "--entrypoint", command[0], image),
                        Stream.of(command).skip(1))
                .toArray(String[]::new));
    }

    /** What the engine says of {@code object} in the words of {@code format}, a Go template. */
    public static String inspect(String object, String format) {
        return ask("inspect", "--format", format, object);
    }

    /** Makes a volume of tests. */
    public static void createVolume(String name) {
        ask("volume", "create", "--label", LABEL, name);
    }

    public static void removeVolume(String name) {
        ask("volume", "rm", "--force", name);
    }

    /** Runs {@code docker} with {@code arguments}, and returns what it printed. */
    static String ask(String... arguments) {
        return run(COMMAND, List.of(arguments));
    }

    private static String run(Duration bound, List<String> arguments) {
        List<String> command =
                ImmutableList.<String>builder().add("docker").addAll(arguments).build();
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
}
