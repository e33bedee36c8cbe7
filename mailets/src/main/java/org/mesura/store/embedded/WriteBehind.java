/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.mesura.store.StoreAlarm;
import org.mesura.store.StoreTimes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;

/**
 * Writes what changed, a little later and on a thread of its own ({@code mesura-store}), so that whoever changes it waits
 * for no disk. Four times a second the keys that changed are taken, in order and 2,000 at a time, and written with the
 * values that they have by then; so a change stands in the file within a second, a slow disk allowed for, and a key that
 * changes a thousand times in a quarter of one is written once. What could not be written is tried again a quarter of a
 * second later.
 *
 * <p>Who must not go on before a key is written waits for it: that key is written at once, before all others, together
 * with those that others wait for by then.
 *
 * @param <K> what names a thing that changes
 */
final class WriteBehind<K extends Comparable<K>> implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WriteBehind.class);
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final Duration LAST_WRITE = Duration.ofSeconds(5);

    /** Bounds the memory that a write takes: it copies every page that it touches. */
    private static final int MOST_AT_ONCE = 2_000;

    /** Writes the newest values of keys; called by one thread. */
    interface Writer<K> extends AutoCloseable {
        /** Writes the newest value of each key, all or none; no keys to see whether writing works again. */
        void write(ImmutableSet<K> keys) throws IOException;

        @Override
        void close();
    }

    private final Writer<K> writer;
    private final StoreAlarm alarm;
    private final StoreTimes times;
    private final Ticker ticker;
    /** Since when each key waits, by the ticker. */
    private final ConcurrentMap<K, Long> waiting = new ConcurrentHashMap<>();

    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(1, WriteBehind::thread);
    private final AtomicBoolean started = new AtomicBoolean();
    private final Queue<Waiter<K>> waiters = new ConcurrentLinkedQueue<>();
    private volatile ImmutableMap<K, Long> inWriting = ImmutableMap.of();
    private volatile Optional<String> failure = Optional.empty();

    WriteBehind(Writer<K> writer, StoreAlarm alarm, StoreTimes times, Ticker ticker) {
        this.writer = writer;
        this.alarm = alarm;
        this.times = times;
        this.ticker = ticker;
    }

    /** Notes that {@code key} has a new value. Waits for nothing. */
    void changed(K key) {
        if (!waiting.containsKey(key)) {
            waiting.putIfAbsent(key, ticker.read());
        }
        start();
    }

    /**
     * Waits until the value that {@code key} had before the call, or a newer one, is written; not at all while nothing
     * can be written.
     *
     * @throws IOException if it was not written in {@code patience}; it may still be
     */
    void awaitWritten(K key, Duration patience) throws IOException {
        Optional<String> cannot = failure;
        if (cannot.isPresent()) {
            throw new IOException("the store cannot be written now: " + cannot.get());
        }
        Waiter<K> waiter = new Waiter<>(key);
        waiters.add(waiter);
        try {
            thread.execute(this::writeAwaited);
        } catch (RejectedExecutionException e) {
            throw new IOException("the store is closed", e);
        }
        if (!waiter.await(patience)) {
            // so that the next need not wait for the same disk; whatever is written takes it back
            failure = Optional.of("a write takes longer than " + patience.toMillis() + " ms");
            throw new IOException("the store was not written in " + patience.toMillis() + " ms");
        }
    }

    /** Notes that nothing can be written now: it is tried again as if a write had failed. */
    void cannotWrite(IOException why) {
        failed(why);
        start();
    }

    FileHealth health() {
        Optional<Duration> oldest = Stream.of(waiting, inWriting)
                .map(Map::values)
                .flatMap(instants -> instants.stream())
                .map(since -> Duration.ofNanos(ticker.read() - since))
                .max(Duration::compareTo);
        return new FileHealth(oldest, failure);
    }

    /** How many wait until a key is written, and are not served yet. */
    int waiters() {
        return waiters.size();
    }

    /** Writes what is left and closes the writer, in 5 seconds at most; what takes longer is lost. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        thread.execute(() -> {
            flush();
            writer.close();
        });
        thread.shutdown();
        try {
            // never interrupted: an interrupt in the middle of a write closes the file
            if (!thread.awaitTermination(LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS)) {
                alarm.raise("the last write is not done", new IOException("it takes longer than " + LAST_WRITE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() {
        if (started.get() || !started.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.scheduleWithFixedDelay(this::flush, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("a change after the end is not written");
        }
    }

    private void flush() {
        if (waiting.isEmpty() && failure.isEmpty()) {
            return;
        }
        ImmutableList<K> keys = waiting.keySet().stream().sorted().collect(ImmutableList.toImmutableList());
        boolean going = keys.isEmpty() ? write(ImmutableList.of()) : true;
        for (List<K> some : Iterables.partition(keys, MOST_AT_ONCE)) {
            going = going && write(some);
            writeAwaited();
        }
    }

    private void writeAwaited() {
        ImmutableList<Waiter<K>> some = Stream.generate(waiters::poll)
                .limit(MOST_AT_ONCE)
                .takeWhile(Objects::nonNull)
                .collect(ImmutableList.toImmutableList());
        ImmutableList<K> keys = some.stream()
                .map(Waiter::key)
                .distinct()
                .filter(waiting::containsKey)
                .sorted()
                .collect(ImmutableList.toImmutableList());
        boolean written = keys.isEmpty() || write(keys);
        some.forEach(written ? Waiter::written : waiter -> waiter.failed(failure.orElse("it was not written")));
    }

    /** Writes those of {@code keys} that wait still; whether that worked. */
    private boolean write(List<K> keys) {
        inWriting = keys.stream()
                .filter(waiting::containsKey)
                .collect(ImmutableMap.toImmutableMap(key -> key, waiting::get));
        // before the values are read: what changes after that waits anew
        inWriting.keySet().forEach(waiting::remove);
        // whoever changes a value asks the other way round
        VarHandle.fullFence();
        StoreTimes.Span span = times.begin();
        try {
            writer.write(inWriting.keySet());
            span.done();
            succeeded();
            return true;
        } catch (Throwable e) { // whatever it is, a thread that ends would leave the file behind for good
            inWriting.forEach((key, since) -> waiting.merge(key, since, Math::min));
            span.failed();
            failed(e);
            return false;
        } finally {
            inWriting = ImmutableMap.of();
        }
    }

    private void succeeded() {
        failure.ifPresent(why -> LOGGER.info("the store is written again"));
        failure = Optional.empty();
    }

    private void failed(Throwable why) {
        failure = Optional.of(String.valueOf(why.getMessage()));
        alarm.raise("the store cannot be written; James goes on in memory and tries again", why);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "mesura-store");
        thread.setDaemon(true);
        return thread;
    }
}
