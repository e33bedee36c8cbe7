/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another JVM that runs a {@code main} of ours; what it prints is read line by line, a line sent to it makes it go on. */
public final class ChildProcess implements AutoCloseable {
    /** What a killed process may lose. */
    private static final Duration LOST = Duration.ofSeconds(1);
    /** With what the names of our own threads begin. */
    private static final String OURS = "mesura-";

    private final Process process;
    private final BufferedReader said;

    public ChildProcess(Class<?> main, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.concat(
                        Stream.of(
                                java, "-Xmx128m", "-ea", "-cp", System.getProperty("java.class.path"), main.getName()),
                        Stream.of(arguments))
                .toList();
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Waits for the next line. */
    public String line() throws IOException {
        return said.readLine();
    }

    /** All it said and says until its end. */
    public List<String> lines() {
        return said.lines().toList();
    }

    public void goOn() {
        try (PrintStream in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8)) {
            in.println();
        }
    }

    /**
     * Since when, in milliseconds, what it did may be lost if it is killed now: for a second, and for as long as the one of its
     * own threads that had to wait longest was ready and had no processor, all its short life long, where that can be known.
     * On a machine that others keep busy that is most of the time, and no fault of who writes.
     */
    public long mayLoseSince() throws IOException {
        long now = System.currentTimeMillis();
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.exists(threads)) {
            return now - LOST.toMillis();
        }
        long unserved = 0;
        try (Stream<Path> all = Files.list(threads)) {
            for (Path thread : all.toList()) {
                unserved = Math.max(unserved, unserved(thread));
            }
        }
        return now - LOST.plusNanos(unserved).toMillis();
    }

    /** For how many nanoseconds one of our own threads was ready and had no processor: the second number of its schedstat. */
    private static long unserved(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).startsWith(OURS)
                    ? Long.parseLong(
                            Files.readString(thread.resolve("schedstat")).split(" ")[1])
                    : 0;
        } catch (IOException ended) {
            return 0;
        }
    }

    /** SIGKILL. What it said before can still be read, which {@link Process#destroyForcibly} would not allow. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the killed process lives");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            said.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
