/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until(Person.BOUND, "a Redis that listens", this::listens);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, SERVER)));
        if (System.getProperty("mesura.redis", "").equals("required") && !installed) {
            throw new AssertionError("no redis-server here, and it is required");
        }
        assumeTrue(installed, "no redis-server here: install it (Debian: apt-get install redis-server)");
        start();
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
