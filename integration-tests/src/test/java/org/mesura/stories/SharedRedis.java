/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mesura.runner.Await;

/**
 * A real {@code redis-server} for a story class, which keeps nothing on the disk. Where none is installed the stories are
 * skipped, or fail with {@code -Dmesura.redis=required}.
 */
final class SharedRedis implements BeforeAllCallback, AfterAllCallback {
    private static final String SERVER = "redis-server";
    private static final int OLDEST = 7;

    private final int port = freePort();
    private Process process;

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** SIGKILL. */
    void kill() {
        try {
            process.destroyForcibly().waitFor(Person.BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts it, empty. */
    void start() {
        try {
            process = new ProcessBuilder(SERVER, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "the end of Redis"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until(Person.BOUND, "a Redis that listens", this::listens);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        String found = version();
        boolean installed = isUsable(found);
        if (System.getProperty("mesura.redis", "").equals("required") && !installed) {
            throw new AssertionError("redis-server 7 or later is required, found " + found);
        }
        assumeTrue(
                installed,
                "redis-server 7 or later is needed (Debian 12: apt-get install redis-server), found " + found);
        start();
    }

    /** What {@code redis-server --version} says: {@code Redis server v=7.0.15 sha=…}. */
    private static String version() {
        try {
            Process asked = new ProcessBuilder(SERVER, "--version")
                    .redirectErrorStream(true)
                    .start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "none";
        }
    }

    private static boolean isUsable(String version) {
        Matcher number = Pattern.compile("\\bv=(\\d+)\\.").matcher(version);
        return number.find() && Integer.parseInt(number.group(1)) >= OLDEST;
    }

    @Override
    public void afterAll(ExtensionContext context) {
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

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
