/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;

import org.mesura.runner.client.WebAdmin;

import com.google.common.collect.ImmutableList;

/**
 * James with Mesura in a container of {@code docker/Dockerfile}'s image, on the host's network.
 *
 * <p>The settings are those of {@link RunningServer}; the configuration, with free ports in it, is laid out in the work folder
 * and mounted, and what lies in {@code var} ends with the container unless the options put a volume there. It is ready when
 * the image's own health check says so and the first accounts exist.
 */
public final class RunningContainer implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final int TAIL = 40;

    private final WorkFolder work;
    private final Ports ports;
    private final ImmutableList<String> options;
    private Container container;
    private Duration startTime = Duration.ZERO;

    private RunningContainer(WorkFolder work, Ports ports, ImmutableList<String> options) {
        this.work = work;
        this.ports = ports;
        this.options = options;
    }

    /** Starts {@code image} with {@code more} options, such as {@code --memory=512m}; returns when it accepts mail. */
    public static RunningContainer start(ServerSettings settings, String image, String... more) {
        try {
            Ports ports = Ports.free();
            WorkFolder work = WorkFolder.of(settings);
            work.prepare(settings, Ports.in(settings.configuration()), ports);
            ImmutableList<String> options = ImmutableList.<String>builder()
                    .add("--network=host", "--env=MESURA_FLAVOUR=" + settings.flavour())
                    .add("--volume=" + work.configuration() + ":/mesura/conf:ro")
                    .add(more)
                    .build();
            RunningContainer server = new RunningContainer(work, ports, options);
            server.launch(image);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void launch(String image) {
        long begin = System.nanoTime();
        container = Container.start(options, image);
        awaitMail(begin);
    }

    private void awaitMail(long begin) {
        try {
            container.awaitHealthy(START);
            startTime = Duration.ofNanos(System.nanoTime() - begin);
            new Accounts(webAdmin()).createFirst();
        } catch (RuntimeException | AssertionError e) {
            close();
            e.addSuppressed(new IllegalStateException("the end of its log:\n" + work.logTail(TAIL)));
            throw e;
        }
    }

    public Ports ports() {
        return ports;
    }

    public WebAdmin webAdmin() {
        return new WebAdmin(ports.webAdmin());
    }

    /** From the engine's order to the first health check that succeeds, the last time. */
    public Duration startTime() {
        return startTime;
    }

    /** How the container ended. */
    public record End(Duration time, int exitCode) {}

    /** Stops James as {@code docker stop} does: in order, or by force when {@code patience} is over. */
    public End stop(Duration patience) {
        long begin = System.nanoTime();
        container.stop(patience);
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        return new End(time, container.exitCode());
    }

    /** Ends James as {@code docker kill} does. */
    public void kill() {
        container.kill();
    }

    /** As {@code docker start} does, after a stop or a kill; returns when it accepts mail. */
    public void startAgain() {
        long begin = System.nanoTime();
        container.startAgain();
        awaitMail(begin);
    }

    /** Stops the container, removes it and starts one of {@code image} in its place, as an upgrade does. */
    public void replaceBy(String image, Duration patience) {
        stop(patience);
        close();
        launch(image);
    }

    /** Runs {@code command} in the container; what it printed. */
    public String run(String... command) {
        return container.run(command);
    }

    /** What the engine says of the container in the words of {@code format}, a Go template. */
    public String inspect(String format) {
        return container.inspect(format);
    }

    /** Whether the engine still has the container, running or not. */
    public boolean exists() {
        return container.exists();
    }

    /** Removes the container and what it kept in it; its log stays in the work folder as {@code james.log}. */
    @Override
    public void close() {
        if (!exists()) {
            return;
        }
        try {
            Files.writeString(work.log(), container.logs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            container.remove();
        }
    }
}
