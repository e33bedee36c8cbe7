/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.mesura.runner.Accounts;
import org.mesura.runner.Await;
import org.mesura.runner.Flavour;
import org.mesura.runner.RunningServer;
import org.mesura.runner.ServerSettings;
import org.mesura.runner.Sink;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

import com.google.common.base.Splitter;

/** A server with all compilers and a sink for the world, and what can be read of it from outside; gone when closed. */
final class TimedServer implements AutoCloseable {
    static final String EVA = "eva@outside.example";

    private static final int WARMING = 300;
    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");
    /** Where the time in user mode stands behind the name. */
    private static final int USER_TICKS = 11;

    private static final long MILLIS_A_TICK = 10;

    private final Sink sink = Sink.onAnyPort();
    private final Road road;
    private final RunningServer server;

    TimedServer(String name, Flavour flavour, Road road, UnaryOperator<ServerSettings> changes) {
        this.road = road;
        this.server = changes.apply(road.lead(RunningServer.settings()
                        .work(Path.of(System.getProperty("mesura.server")).resolveSibling("benchmark-" + name))
                        .fresh()
                        .freePorts()
                        .world(sink.port())
                        .flavour(flavour)
                        .jvmArgument("-XX:TieredStopAtLevel=4")
                        // one that ends would take its time with it
                        .jvmArgument("-XX:-UseDynamicNumberOfCompilerThreads")))
                .start();
    }

    Sink sink() {
        return sink;
    }

    RunningServer server() {
        return server;
    }

    /** Sends and delivers some mail of nobody concerned, so that what is measured is not the compiler. */
    void warmUp() {
        String warm = join("warm@unlimited.example");
        send(warm, WARMING);
        sink.await(WARMING, BOUND);
        sink.clear();
    }

    /** Makes an account. */
    String join(String account) {
        server.accounts().createDomain(account.substring(account.indexOf('@') + 1));
        server.accounts().create(account);
        return account;
    }

    /** Sends over one connection as fast as the server takes it. */
    void send(String account, int mails) {
        try (SmtpClient smtp = SmtpClient.login(server.ports().submission(), account, Accounts.PASSWORD)) {
            for (int mail = 0; mail < mails; mail++) {
                byte[] letter = Letter.of(account, List.of(EVA)).bytes();
                if (!smtp.send(account, List.of(EVA), letter).isPositive()) {
                    throw new IllegalStateException("the server does not take a mail of " + account);
                }
            }
        }
    }

    /** The processor time of the server so far. */
    Duration processorTime() {
        return ProcessHandle.of(server.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    /**
     * What of {@link #processorTime} the JVM has compiled for so far: a server that has run for long compiles no more. Of a
     * system without {@code /proc} nothing.
     */
    Duration compilerTime() {
        Path threads = Path.of("/proc", Long.toString(server.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return Duration.ZERO;
        }
        try (Stream<Path> all = Files.list(threads)) {
            long ticks = all.mapToLong(TimedServer::compilerTicks).sum();
            return Duration.ofMillis(ticks * MILLIS_A_TICK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In user and kernel mode: see proc(5). 0 of a thread that is none, or that has just ended. */
    private static long compilerTicks(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int end = stat.lastIndexOf(')');
            if (!COMPILER.matcher(stat.substring(stat.indexOf('(') + 1, end)).lookingAt()) {
                return 0;
            }
            List<String> fields = Splitter.on(' ').splitToList(stat.substring(end + 2));
            return Long.parseLong(fields.get(USER_TICKS)) + Long.parseLong(fields.get(USER_TICKS + 1));
        } catch (IOException ended) {
            return 0;
        }
    }

    /** How often a mailet of that class was run, as James counts. */
    long executions(String mailet) {
        return counted(mailet + "_count");
    }

    /** The whole number that a metric of that name has; 0 if there is none. */
    long counted(String metric) {
        String metrics = server.webAdmin().get("/metrics").expect(200).body();
        Matcher count = Pattern.compile("(?m)^" + metric + " (\\d+)").matcher(metrics);
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }

    /** How many mails came to their end. */
    long workedOff() {
        return road.gone(this);
    }

    /** Returns when so many mails came to their end since the start. */
    void awaitWorkedOff(long mails, Duration bound) {
        Await.until(bound, mails + " mails worked off", () -> workedOff() >= mails);
    }

    @Override
    public void close() {
        server.discard();
        sink.close();
    }
}
