/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another JVM that runs a {@code main} of ours; what it prints is read line by line, a line sent to it makes it go on. */
public final class ChildProcess implements AutoCloseable {
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
