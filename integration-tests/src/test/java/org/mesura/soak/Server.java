/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import org.mesura.runner.Await;
import org.mesura.runner.RunningServer;
import org.mesura.runner.client.WebAdmin;
import org.mesura.stories.SmallDisk;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;

/** The server that is soaked, with what can be done to it from outside. */
final class Server implements AutoCloseable {
    private static final int DISK_KILOBYTES = 65_536;
    private static final Duration WRITTEN_BOUND = Duration.ofMinutes(2);

    private final Path strain;
    private final Thread hook = new Thread(this::unmount, "unmount");
    private volatile Optional<SmallDisk> disk = Optional.empty();
    private final RunningServer running;
    private volatile String settings = SoakSettings.limited(0);

    /** @param folder what is left there by another one is removed */
    Server(Path folder, int sink) throws IOException {
        Runtime.getRuntime().addShutdownHook(hook);
        if (Files.exists(folder)) {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        Path work = folder.resolve("james");
        this.strain = Files.createDirectories(folder.resolve("strain"));
        this.disk = isRoot() ? Optional.of(SmallDisk.in(work.resolve("var/mesura"), DISK_KILOBYTES)) : Optional.empty();
        this.running = SoakSettings.of(work, strain, sink)
                .edit("mesura.xml", shipped -> settings)
                .start();
        for (Tariff tariff : Tariff.values()) {
            running.accounts().createDomain(tariff.domain());
        }
        Crowd.ACCOUNTS.forEach(running.accounts()::create);
    }

    /** Whether a disk of a few megabytes can be mounted. */
    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    int submissionPort() {
        return running.ports().submission();
    }

    long pid() {
        return running.pid();
    }

    void kill() {
        running.kill();
    }

    void start() {
        running.restart();
    }

    /** Writes settings as an administrator does, over those that are there; they outlive a restart. */
    void write(String xml) {
        settings = xml;
        write(running.work().resolve("conf/mesura.xml"), xml);
    }

    /** From the step of that number on the clock is off by {@code offset}. */
    void setClock(int number, Duration offset) {
        try {
            Path next = strain.resolve("clock.next");
            write(next, number + " " + offset.toMillis());
            Files.move(next, strain.resolve("clock"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void breakLedger() {
        write(strain.resolve("ledger-fails"), "");
    }

    void mendLedger() {
        try {
            Files.deleteIfExists(strain.resolve("ledger-fails"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void fillDisk() {
        disk.ifPresent(SmallDisk::fill);
    }

    /** Gives room again, and returns when all counts are written. */
    void freeDisk() {
        disk.ifPresent(full -> {
            full.free();
            Instant freed = Instant.now();
            Path ledger = running.work().resolve("var/mesura/ledger.mv.db");
            // what changed until then is all written with the first write, what changed meanwhile with the next
            awaitWritten(ledger, freed);
            awaitWritten(ledger, Instant.now());
        });
    }

    private static void awaitWritten(Path ledger, Instant after) {
        Await.until(WRITTEN_BOUND, "counts on the disk that has room again", () -> {
            try {
                return Files.getLastModifiedTime(ledger).toInstant().isAfter(after);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** How many mails Mesura keeps back. */
    long held() {
        return webAdmin()
                .get("/mesura/held?limit=1")
                .expect(200)
                .json()
                .path("messages")
                .asLong();
    }

    /** How many mails wait in James's queues. */
    long queued() {
        JsonNode names = webAdmin().get("/mailQueues").expect(200).json();
        return StreamSupport.stream(names.spliterator(), false)
                .mapToLong(name -> webAdmin()
                        .get("/mailQueues/" + name.asText())
                        .expect(200)
                        .json()
                        .path("size")
                        .asLong())
                .sum();
    }

    /** Nobody is suspended any more, and what waits for a person's decision may leave. */
    void letAllGo() {
        for (String account : Crowd.ACCOUNTS) {
            webAdmin().delete("/mesura/accounts/" + account + "/suspension");
            webAdmin().post("/mesura/accounts/" + account + "/held/release", Map.of());
        }
    }

    private WebAdmin webAdmin() {
        return running.webAdmin();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server and removes all of it. */
    void discard() {
        running.kill();
        unmount();
        running.discard();
    }

    /** Ends the server and leaves its folder, log included. */
    @Override
    public void close() {
        if (running.isRunning()) {
            running.kill();
        }
        running.close();
        unmount();
    }

    /** Also when it could not be started. */
    private synchronized void unmount() {
        disk.ifPresent(SmallDisk::close);
        disk = Optional.empty();
    }
}
