/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.mesura.store.StoreAlarm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.base.Stopwatch;

/**
 * The one file of the embedded store, through everything that befalls it. The heap holds the truth and this a copy, so
 * whatever happens to the file, James goes on:
 *
 * <ul>
 *   <li>absent: it is made, mode 0600;
 *   <li>locked by another process, as in a rolling restart: it is waited for, and never set aside;
 *   <li>damaged, or of a newer format: it is set aside, the alarm is raised, and a new file begins;
 *   <li>out of reach (no permission, disk full, a thread interrupted while it writes): an error, and the next call opens
 *       it again.
 * </ul>
 *
 * Whenever a new file begins, {@code whenNew} is told, for what was in the old one must be written again. Not for several
 * threads at once.
 */
final class StateFile implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StateFile.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    /**
     * The files that this JVM holds. Asking the system is no way to know: closing a second channel to a file gives up
     * the lock of the first.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final String scheme;
    private final StoreAlarm alarm;
    private final InstantSource clock;
    private final Runnable whenNew;
    private Optional<OpenFile> open = Optional.empty();

    StateFile(Path path, StoreAlarm alarm, InstantSource clock, Runnable whenNew) {
        this(path, "", alarm, clock, whenNew);
    }

    /** @param scheme which of the library's file systems holds the file; the disk if empty */
    StateFile(Path path, String scheme, StoreAlarm alarm, InstantSource clock, Runnable whenNew) {
        this.path = path.toAbsolutePath().normalize();
        this.scheme = scheme;
        this.alarm = alarm;
        this.clock = clock;
        this.whenNew = whenNew;
    }

    /** Opens the file unless it is open, waiting for whoever holds it for as long as {@code patience}. */
    Opening open(Duration patience) {
        Stopwatch waited = Stopwatch.createStarted();
        Opening outcome = attempt();
        if (outcome instanceof Opening.Locked && !patience.isZero()) {
            LOGGER.warn("{} is locked by another process; waiting for it, {} s at most", path, patience.toSeconds());
        }
        while (outcome instanceof Opening.Locked && waited.elapsed().compareTo(patience) < 0 && pause()) {
            outcome = attempt();
        }
        return outcome;
    }

    boolean isOpen() {
        return open.isPresent();
    }

    /**
     * Hands every entry of {@code map} to {@code reader}. Of a damaged file it hands over what can be read, sets the file
     * aside and begins a new one.
     *
     * @throws IOException if the file is out of reach; {@code reader} may have got part of the entries
     */
    void read(String map, BiConsumer<String, byte[]> reader) throws IOException {
        boolean whole = use(file -> file.read(map, reader));
        if (!whole) {
            open(Duration.ZERO).orThrow();
        }
    }

    /**
     * Writes {@code changes}, all or none.
     *
     * @throws IOException if they were not written
     */
    void write(Collection<Change> changes) throws IOException {
        boolean written = use(file -> file.write(changes));
        if (!written) {
            throw new IOException(path + " was damaged; a new one begins");
        }
    }

    /** Lets the file go. */
    @Override
    public void close() {
        open.ifPresent(file -> {
            try {
                file.close();
            } catch (RuntimeException | AssertionError e) {
                alarm.raise(path + " could not be closed; what was written stands in it", e);
            } finally {
                letGo();
            }
        });
    }

    private Opening attempt() {
        if (isOpen()) {
            return new Opening.Opened();
        }
        if (!HELD_HERE.add(path)) {
            return new Opening.Locked();
        }
        try {
            return openOrBegin();
        } catch (IOException e) {
            return new Opening.Failed(e);
        } finally {
            if (!isOpen()) {
                HELD_HERE.remove(path);
            }
        }
    }

    private Opening openOrBegin() throws IOException {
        boolean made = PrivateFile.makeIfAbsent(path);
        OpenFile file;
        try {
            file = OpenFile.open(scheme + path, made);
        } catch (RuntimeException | AssertionError e) {
            return afterFault(e, made);
        }
        open = Optional.of(file);
        if (file.isNew()) {
            whenNew.run();
        }
        return new Opening.Opened();
    }

    private Opening afterFault(Throwable fault, boolean made) throws IOException {
        Fault kind = Fault.of(fault);
        if (kind == Fault.LOCKED) {
            return new Opening.Locked();
        }
        if (made) {
            // a full disk: an empty file left behind would pass for one that lost what it held
            Files.deleteIfExists(path);
        }
        if (made || kind == Fault.PASSING) {
            throw outOfReach(fault);
        }
        return setAside(kind, fault) ? openOrBegin() : new Opening.Locked();
    }

    /** Whether {@code act} went through; not if the file is damaged, which it then is no more. */
    private boolean use(Consumer<OpenFile> act) throws IOException {
        open(Duration.ZERO).orThrow();
        OpenFile file = open.orElseThrow();
        try {
            act.accept(file);
            return true;
        } catch (RuntimeException | AssertionError e) {
            Fault kind = Fault.of(e);
            file.abandon();
            letGo();
            if (kind != Fault.DAMAGED) {
                throw outOfReach(e);
            }
            setAside(kind, e);
            return false;
        }
    }

    private boolean setAside(Fault kind, Throwable fault) throws IOException {
        boolean newer = kind == Fault.NEWER_FORMAT;
        Optional<Path> aside = SetAside.move(path, newer ? "newer-format" : "corrupt", clock.instant());
        aside.ifPresent(where -> alarm.raise(
                path + (newer ? " was written by a newer version" : " is damaged") + " and was set aside as "
                        + where.getFileName() + "; a new file begins",
                fault));
        return aside.isPresent();
    }

    private IOException outOfReach(Throwable fault) {
        return new IOException(path + " cannot be used now: " + fault.getMessage(), fault);
    }

    private void letGo() {
        open = Optional.empty();
        HELD_HERE.remove(path);
    }

    /** Whether there was time to wait: not if the thread is asked to end. */
    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
