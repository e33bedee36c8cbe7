/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.mesura.runner.client.WebAdmin;
import org.mesura.server.JmapKeystore;

/**
 * A real James with Mesura's jar in {@code extensions-jars}, in a JVM of its own.
 *
 * <p>It is ready when it greets on every port, calls itself started and knows its first accounts. It ends with
 * {@link #close()}, and with the JVM that started it, whether that returns, is interrupted or gets a stop signal; a server
 * whose runner was killed is ended by the next start in the same folder.
 */
public final class RunningServer implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(20);

    private final ServerSettings settings;
    private final WorkFolder work;
    private final Ports configured;
    private final Ports ports;
    private final WebAdmin webAdmin;
    private final Thread hook = new Thread(this::stop, "stop James");
    private volatile Process process;
    private volatile Duration startProcessorTime = Duration.ZERO;
    private volatile boolean stopped;
    private volatile Duration startTime = Duration.ZERO;

    private RunningServer(ServerSettings settings) throws IOException {
        this.settings = settings;
        this.work = WorkFolder.of(settings);
        this.configured = Ports.in(settings.configuration());
        this.ports = settings.wantsFreePorts() ? Ports.free() : configured;
        WebAdmin anybody = new WebAdmin(ports.webAdmin());
        this.webAdmin = settings.token().map(anybody::as).orElse(anybody);
    }

    /** What a server is started with. */
    public static ServerSettings settings() {
        return new ServerSettings();
    }

    static RunningServer start(ServerSettings settings) {
        try {
            RunningServer server = new RunningServer(settings);
            server.endOrphan();
            if (settings.wantsFreshFolder()) {
                WorkFolder.delete(settings.work());
            }
            server.work.turnLog();
            Runtime.getRuntime().addShutdownHook(server.hook);
            server.launch();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endOrphan() throws IOException {
        work.orphan().ifPresent(orphan -> {
            orphan.destroyForcibly();
            Await.until(STOP, "the end of process " + orphan.pid(), () -> !orphan.isAlive());
        });
    }

    private void launch() throws IOException {
        long begin = System.nanoTime();
        work.prepare(settings, configured, ports);
        makeKeystore();
        process = new ProcessBuilder(command())
                .directory(work.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(work.log().toFile()))
                .start();
        process.getOutputStream().close();
        stopped = false;
        work.claim(process.pid());
        try {
            new Readiness(process, ports, work).await(webAdmin);
            accounts().createFirst();
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
        startProcessorTime = process.info().totalCpuDuration().orElse(Duration.ZERO);
        startTime = Duration.ofNanos(System.nanoTime() - begin);
    }

    private void makeKeystore() throws IOException {
        try {
            JmapKeystore.createIfAbsent(work.path());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making the JMAP key", e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(settings.java().resolve("bin").resolve("java").toString());
        command.add("-Dworking.directory=" + work.path());
        command.add("-Dlogback.configurationFile=" + work.configuration().resolve("logback.xml"));
        command.add("-Dextra.props=" + work.configuration().resolve("jvm.properties"));
        command.addAll(settings.jvmArguments());
        command.add("-cp");
        command.add(settings.libraries().resolve("*").toString());
        command.add(settings.flavour().mainClass());
        return command;
    }

    /** Ends James in order, or by force if it takes too long; one that has ended stays ended. */
    public void stop() {
        stopped = true;
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        if (!ends(running, STOP)) {
            kill();
        }
        release();
    }

    /** Ends James at once, as a power cut would but for the disk's cache. */
    public void kill() {
        stopped = true;
        process.destroyForcibly();
        if (!ends(process, STOP)) {
            throw new IllegalStateException("process " + process.pid() + " does not end");
        }
        release();
    }

    /** Stops James if it runs and starts it again on the same folder and ports. */
    public RunningServer restart() {
        stop();
        try {
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Returns when James has ended by itself or by another's hand, with its exit code. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends James at once and removes all that it left: nobody comes back to this server. */
    public void discard() {
        kill();
        close();
        try {
            WorkFolder.delete(work.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running or has run; nothing is left to remove.
        }
    }

    private void release() {
        try {
            work.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ends(Process process, Duration bound) {
        try {
            return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether it was this runner that ended James. */
    public boolean wasStopped() {
        return stopped;
    }

    /** The processor time of the last start, which a busy machine does not stretch as it does {@link #startTime()}. */
    public Duration startProcessorTime() {
        return startProcessorTime;
    }

    /** James's process id. */
    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    public Ports ports() {
        return ports;
    }

    /** How long the last start took, from laying out the folder to the first accounts. */
    public Duration startTime() {
        return startTime;
    }

    /** The folder the server works in; its {@code conf/} is the copy that James reads. */
    public Path work() {
        return work.path();
    }

    /** All that James logged since this runner started it. */
    public String log() {
        return work.logText();
    }

    public WebAdmin webAdmin() {
        return webAdmin;
    }

    public Accounts accounts() {
        return new Accounts(webAdmin);
    }
}
