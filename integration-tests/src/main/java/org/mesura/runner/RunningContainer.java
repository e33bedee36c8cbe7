/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

import org.mesura.runner.client.WebAdmin;

/**
 * James with Mesura in a container of {@code docker/Dockerfile}'s image, on the host's network.
 *
 * <p>The settings are those of {@link RunningServer}; the configuration, with free ports in it, is laid out in the work folder
 * and mounted, and what lies in {@code var} ends with the container. It is ready when the image's own health check says so
 * and the first accounts exist.
 */
public final class RunningContainer implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final int TAIL = 40;

    private final WorkFolder work;
    private final Ports ports;
    private final String id;

    private RunningContainer(WorkFolder work, Ports ports, String id) {
        this.work = work;
        this.ports = ports;
        this.id = id;
        try {
            Docker.awaitHealthy(id, START);
            new Accounts(new WebAdmin(ports.webAdmin())).createFirst();
        } catch (RuntimeException | AssertionError e) {
            close();
            e.addSuppressed(new IllegalStateException("the end of its log:\n" + work.logTail(TAIL)));
            throw e;
        }
    }

    /** Starts {@code image} with at most {@code memory}, such as {@code 512m}, and returns when it accepts mail. */
    public static RunningContainer start(ServerSettings settings, String image, String memory) {
        try {
            Ports ports = Ports.free();
            WorkFolder work = WorkFolder.of(settings);
            work.prepare(settings, Ports.in(settings.configuration()), ports);
            List<String> options = List.of(
                    "--network=host",
                    "--memory=" + memory,
                    "--env=MESURA_FLAVOUR=" + settings.flavour(),
                    "--volume=" + work.configuration() + ":/mesura/conf:ro");
            return new RunningContainer(work, ports, Docker.start(options, image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Ports ports() {
        return ports;
    }

    /** How the container ended. */
    public record End(Duration time, int exitCode) {}

    /** Stops James as {@code docker stop} does: in order, or by force when {@code patience} is over. */
    public End stop(Duration patience) {
        long begin = System.nanoTime();
        Docker.stop(id, patience);
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        return new End(time, Docker.exitCode(id));
    }

    /** Whether the engine still has the container, running or not. */
    public boolean exists() {
        return Docker.knows(id);
    }

    /** Removes the container and what it kept; its log stays in the work folder as {@code james.log}. */
    @Override
    public void close() {
        if (!exists()) {
            return;
        }
        try {
            Files.writeString(work.log(), Docker.logs(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Docker.remove(id);
        }
    }
}
