/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableSet;

/**
 * Writes down what was reviewed, off the way of mail: whoever notes waits for nothing, and what the disk does not take in time
 * is left out, which is an alarm and no more. A thread of its own writes what waits, within milliseconds of the review; a
 * crash loses that, and leaves a torn last line at most, for each start begins a file. Files go when they are too old or too
 * many, also while nothing is written any more.
 */
public final class SubmissionJournal implements SubmissionLog, AutoCloseable {
    static final int MOST_WAITING = 20_000;
    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration BETWEEN_TIDYING = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final JournalFolder folder;
    private final Supplier<JournalRule> rule;
    private final InstantSource clock;
    private final BiConsumer<String, Throwable> alarm;
    // an empty one only wakes the thread
    private final BlockingQueue<Optional<Reviewed>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong leftOut = new AtomicLong();
    private final Set<Sender> forgotten = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closing;
    // the rest is of the thread
    private Optional<JournalFile> file = Optional.empty();
    private Instant tidied = Instant.MIN;
    private Instant forgetting = Instant.MIN;

    /**
     * A journal below {@code folder}, which need not be there yet.
     *
     * @param rule the one in force
     * @param alarm hears of what could not be written; may be called by the journal's own thread only
     */
    public SubmissionJournal(
            Path folder, Supplier<JournalRule> rule, InstantSource clock, BiConsumer<String, Throwable> alarm) {
        this.folder = new JournalFolder(folder);
        this.rule = rule;
        this.clock = clock;
        this.alarm = alarm;
        this.thread = new Thread(this::run, "mesura-submissions");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void note(Reviewed reviewed) {
        if (closing || !waiting.offer(Optional.of(reviewed))) {
            leftOut.incrementAndGet();
        }
    }

    @Override
    public void forget(Sender account) {
        forgotten.add(account);
        waiting.offer(Optional.empty());
    }

    private void run() {
        List<Optional<Reviewed>> some = new ArrayList<>(MOST_AT_ONCE);
        try {
            while (!closing || !waiting.isEmpty()) {
                Optional.ofNullable(waiting.poll(1, TimeUnit.SECONDS)).ifPresent(some::add);
                waiting.drainTo(some, MOST_AT_ONCE - 1);
                guarded(some.stream().flatMap(Optional::stream).toList());
                some.clear();
            }
        } catch (InterruptedException e) {
            // whoever closes has waited long enough
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void guarded(List<Reviewed> some) {
        try {
            tellOfWhatWasLeftOut();
            write(some);
            forget();
            tidy();
        } catch (IOException | RuntimeException | LinkageError fault) {
            String besides = forgotten.isEmpty() ? "" : ", or not take out those of accounts that were forgotten";
            alarm.accept("could not write " + some.size() + " submissions down" + besides, fault);
            end();
        }
    }

    private void tellOfWhatWasLeftOut() {
        long count = leftOut.getAndSet(0);
        if (count > 0) {
            alarm.accept(
                    "the journal of submissions is behind, " + count + " were left out",
                    new IOException("more than " + MOST_WAITING + " wait to be written"));
        }
    }

    private void write(List<Reviewed> some) throws IOException {
        for (Reviewed reviewed : some) {
            JournalFile current = fileFor(clock.instant());
            current.add(ReviewedLine.of(reviewed));
        }
        if (file.isPresent()) {
            file.get().flush();
        }
    }

    private void forget() throws IOException {
        Instant now = clock.instant();
        if (forgotten.isEmpty() || now.isBefore(forgetting)) {
            return;
        }
        // if it fails it is tried again, and not at once
        forgetting = now.plus(BETWEEN_TIDYING);
        Set<Sender> accounts = ImmutableSet.copyOf(forgotten);
        List<Optional<Reviewed>> before = new ArrayList<>();
        waiting.drainTo(before);
        write(before.stream().flatMap(Optional::stream).toList());
        // the file that is being written is one of them
        end();
        folder.remove(ReviewedLine.linesOf(accounts));
        forgotten.removeAll(accounts);
        forgetting = Instant.MIN;
    }

    private JournalFile fileFor(Instant now) throws IOException {
        if (file.filter(current -> !current.isFull(rule.get(), now)).isPresent()) {
            return file.get();
        }
        if (file.isPresent()) {
            JournalFile full = file.get();
            file = Optional.empty();
            full.close();
        }
        JournalFile begun = JournalFile.begin(folder.next(now), now);
        file = Optional.of(begun);
        // what is one too many goes now, not in ten minutes
        tidied = Instant.MIN;
        return begun;
    }

    private void tidy() throws IOException {
        Instant now = clock.instant();
        boolean isDue = now.isBefore(tidied) || now.isAfter(tidied.plus(BETWEEN_TIDYING));
        if (isDue) {
            tidied = now;
            folder.tidy(rule.get(), file.map(JournalFile::path), now);
        }
    }

    /** Lets go of the file; the next line begins another. */
    private void end() {
        Optional<JournalFile> last = file;
        file = Optional.empty();
        try {
            if (last.isPresent()) {
                last.get().close();
            }
        } catch (IOException e) {
            alarm.accept("could not close the journal of submissions", e);
        }
    }

    /** Writes what waits and ends; what the disk does not take within some seconds is lost. */
    @Override
    public void close() {
        closing = true;
        waiting.offer(Optional.empty());
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
