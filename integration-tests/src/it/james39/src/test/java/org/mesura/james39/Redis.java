/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.james39;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/** A {@code redis-server} of a test's own; where none is installed the test is skipped, or fails if it is required. */
record Redis(int port, Process process) implements AutoCloseable {
    static Redis start(Path folder) throws IOException {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "redis-server")));
        if (System.getProperty("mesura.redis", "").equals("required")) {
            assertThat(installed).as("redis-server is installed").isTrue();
        }
        assumeTrue(installed, "redis-server 7 or later is needed (Debian 12: apt-get install redis-server)");
        int port = freePort();
        Process process = new ProcessBuilder(
                        "redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--dir", "" + folder)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .redirectErrorStream(true)
                .start();
        Redis redis = new Redis(port, process);
        try {
            Awaitility.await().ignoreExceptions().until(redis::listens);
            return redis;
        } catch (RuntimeException e) {
            redis.close();
            throw e;
        }
    }

    private boolean listens() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    /** Below the ports that the system gives to who connects, of which one may come before the server does. */
    private static int freePort() {
        return ThreadLocalRandom.current()
                .ints(22_000, 32_000)
                .filter(Redis::isFree)
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

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
