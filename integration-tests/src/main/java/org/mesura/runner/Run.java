/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * {@code ./mvnw -Prun}: a James with Mesura in the foreground, until Ctrl-C or a stop signal.
 *
 * <p>System properties, set by the build: {@code mesura.conf}, {@code mesura.work}, {@code mesura.flavour}. Where the
 * configuration has WebAdmin ask for a token, environment variable {@code MESURA_TOKEN} has one for the first domain and
 * accounts. It prints {@code ready} alone on a line when mail is accepted.
 */
public final class Run {
    /** The world's port in {@code conf/mailetcontainer.xml}. */
    private static final int WORLD = 2526;
    /** Enough to look at, little enough to run for days. */
    private static final long SINK_MEMORY = 32L << 20;

    private static final String TOKEN = "MESURA_TOKEN";

    private Run() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        Optional<Sink> sink = sink(out);
        ServerSettings settings = RunningServer.settings().flavour(Flavour.of(System.getProperty("mesura.flavour")));
        Optional.ofNullable(System.getenv(TOKEN)).ifPresent(settings::token);
        RunningServer server = settings.start();
        describe(out, server);
        out.println("ready");
        out.flush();

        int exitCode = server.awaitEnd();
        if (server.wasStopped()) {
            return;
        }
        server.close();
        sink.ifPresent(Sink::close);
        out.println("James ended with " + exitCode + "; see " + server.work().resolve("james.log"));
        System.exit(1);
    }

    private static Optional<Sink> sink(PrintStream out) {
        try {
            return Optional.of(Sink.on(WORLD, SINK_MEMORY));
        } catch (UncheckedIOException taken) {
            out.println("port " + WORLD + " is taken: what listens there gets the mail for outside.example");
            return Optional.empty();
        }
    }

    private static void describe(PrintStream out, RunningServer server) {
        Ports ports = server.ports();
        out.println("James runs in " + server.work() + ", process " + server.pid() + ", started in "
                + server.startTime().toMillis() + " ms");
        out.println("on 127.0.0.1: submission " + ports.submission() + ", SMTP " + ports.smtp() + ", IMAP "
                + ports.imap() + ", JMAP " + ports.jmap() + ", WebAdmin " + ports.webAdmin());
    }
}
