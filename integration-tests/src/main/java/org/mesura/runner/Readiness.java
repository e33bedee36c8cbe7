/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.mesura.runner.client.WebAdmin;

/** Tells when a server that was started accepts mail, or that it never will. */
final class Readiness {
    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final Duration GREETING = Duration.ofSeconds(20);
    private static final int TAIL = 40;

    private final Process process;
    private final Ports ports;
    private final WorkFolder work;

    Readiness(Process process, Ports ports, WorkFolder work) {
        this.process = process;
        this.ports = ports;
        this.work = work;
    }

    /**
     * Returns when every port greets and James calls itself started, which it does after its extensions are.
     *
     * @throws IllegalStateException with the error from the log when the process ends instead
     */
    void await(WebAdmin webAdmin) {
        await("a greeting on port " + ports.submission(), () -> greets(ports.submission(), "220"));
        await("a greeting on port " + ports.smtp(), () -> greets(ports.smtp(), "220"));
        await("a greeting on port " + ports.imap(), () -> greets(ports.imap(), "* OK"));
        await("a listener on port " + ports.jmap(), () -> listens(ports.jmap()));
        await("a started server", webAdmin::isServerStarted);
    }

    private void await(String what, BooleanSupplier condition) {
        Await.until(BOUND, what, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("James ended with " + process.exitValue() + " while waiting for " + what
                        + "; from its log:\n" + work.logTail(TAIL));
            }
            return condition.getAsBoolean();
        });
    }

    private static boolean greets(int port, String greeting) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) GREETING.toMillis());
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return line != null && line.startsWith(greeting);
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
