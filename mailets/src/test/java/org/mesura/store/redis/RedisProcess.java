/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;

/**
 * A real {@code redis-server} of a test's own, on a free port and in a folder that goes with it. It keeps nothing on the
 * disk: who starts again is empty. Where no {@code redis-server} is installed the test is skipped and says so; with
 * {@code -Dmesura.redis=required}, as in {@code .ci/run}, it fails.
 */
final class RedisProcess implements AutoCloseable {
    private static final String SERVER = "redis-server";
    private static final int OLDEST = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** From a server's port to that of its cluster's bus. */
    static final int BUS = 10_000;
    /** Both of them below the ports that the system gives to whoever connects (32768 and up), which may come meanwhile. */
    private static final int FIRST_PORT = 15_000;

    private static final int LAST_PORT = 22_000;

    private final int port;
    private final Path folder;
    private final ImmutableList<String> options;
    private Process process;

    private RedisProcess(int port, Path folder, ImmutableList<String> options) throws IOException {
        this.port = port;
        this.folder = folder;
        this.options = options;
        this.process = run();
    }

    /** Starts one, with {@code options} as on its command line: {@code "--maxmemory", "1mb"}. */
    static RedisProcess start(String... options) {
        return startAt(freePort(), options);
    }

    /** Starts one that listens at {@code port}. */
    static RedisProcess startAt(int port, String... options) {
        demandInstalled();
        try {
            return listening(
                    new RedisProcess(port, Files.createTempDirectory("mesura-redis"), ImmutableList.copyOf(options)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that never comes to listen must not be left running. */
    private static RedisProcess listening(RedisProcess redis) {
        try {
            redis.awaitListening();
            return redis;
        } catch (Throwable e) {
            redis.close();
            throw e;
        }
    }

    static void demandInstalled() {
        String found = version();
        boolean installed = isUsable(found);
        if (System.getProperty("mesura.redis", "").equals("required")) {
            assertThat(installed)
                    .as("redis-server 7 or later is required, found %s", found)
                    .isTrue();
        }
        assumeTrue(
                installed,
                "redis-server 7 or later is needed (Debian 12: apt-get install redis-server), found " + found);
    }

    private static String version() {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, SERVER)));
        return installed ? output(List.of(SERVER, "--version")).strip() : "none";
    }

    /** Whether a server that says {@code version} has all that is used: {@code Redis server v=7.0.15 sha=…}. */
    static boolean isUsable(String version) {
        Matcher number = Pattern.compile("\\bv=(\\d+)\\.").matcher(version);
        return number.find() && Integer.parseInt(number.group(1)) >= OLDEST;
    }

    /** A port at which nobody listens, nor at that of its bus. */
    static int freePort() {
        return ThreadLocalRandom.current()
                .ints(FIRST_PORT, LAST_PORT)
                .filter(port -> isFree(port) && isFree(port + BUS))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** What {@code redis-cli} answers to {@code command}. */
    String cli(String... command) {
        return output(Stream.concat(Stream.of("redis-cli", "-p", Integer.toString(port)), Stream.of(command))
                .toList());
    }

    /** What a command prints, which must not fail. */
    static String output(List<String> command) {
        try {
            Process running =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(running.getInputStream().readAllBytes(), UTF_8);
            assertThat(running.waitFor()).as("%s: %s", command, said).isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGSTOP: it keeps its connections and answers no more. */
    void freeze() {
        signal("STOP");
    }

    /** SIGCONT: it does what it was asked meanwhile. */
    void thaw() {
        signal("CONT");
    }

    /** Starts it again where it was, empty; ends it first if it runs. */
    void restart() {
        kill();
        try {
            process = run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitListening();
    }

    @Override
    public void close() {
        kill();
        try {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process run() throws IOException {
        boolean sentinel = options.contains("--sentinel");
        List<String> command = new ArrayList<>(List.of(SERVER));
        if (sentinel) {
            // sentinels write what they learn into their file
            command.add(
                    Files.write(folder.resolve("sentinel.conf"), new byte[0]).toString());
        }
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
        command.addAll(options);
        if (!sentinel) {
            command.addAll(List.of("--save", "", "--appendonly", "no", "--enable-debug-command", "yes"));
        }
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        // for a JVM that is told to end before its tests are over
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly, "the end of Redis"));
        return started;
    }

    private void awaitListening() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            assertThat(process.isAlive())
                    .as("redis-server runs: %s", Files.readString(folder.resolve("log")))
                    .isTrue();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return true;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private void signal(String name) {
        output(List.of("kill", "-" + name, Long.toString(process.pid())));
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
