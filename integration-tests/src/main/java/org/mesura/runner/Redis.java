/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real {@code redis-server} of Debian's, which keeps nothing on the disk. */
public final class Redis implements AutoCloseable {
    private static final String SERVER = "redis-server";
    private static final int OLDEST = 7;
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final int port;
    private Process process;

    private Redis(int port) {
        this.port = port;
    }

    /** One that is not started yet, on a free port. */
    public static Redis onAnyPort() {
        return new Redis(Ports.anyFree());
    }

    /** What {@code redis-server --version} says: {@code Redis server v=7.0.15 sha=…}; {@code none} if there is none. */
    public static String version() {
        try {
            Process asked = new ProcessBuilder(SERVER, "--version")
                    .redirectErrorStream(true)
                    .start();
            return new String(asked.getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            return "none";
        }
    }

    /** Whether {@code version} is of one that serves. */
    public static boolean isUsable(String version) {
        Matcher number = Pattern.compile("\\bv=(\\d+)\\.").matcher(version);
        return number.find() && Integer.parseInt(number.group(1)) >= OLDEST;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it, empty. */
    public void start() {
        try {
            process = new ProcessBuilder(SERVER, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "the end of Redis"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until(BOUND, "a Redis that listens", this::listens);
    }

    /** SIGKILL. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
