/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.mesura.policy.Limit;
import org.mesura.review.AccountBook;
import org.mesura.review.Change;
import org.mesura.review.Decision;
import org.mesura.review.Review;
import org.mesura.review.Ruling;
import org.mesura.review.Timing;

/**
 * A process that charges one account from 16 threads as fast as it can, until it was granted so often, and writes down the
 * instants of what it was granted, in nanoseconds. Takes the URL of Redis, its own name, how often, and the file.
 */
final class RacingServer {
    static final int THREADS = 16;
    /** So tight that each is reached all the time. */
    static final List<Limit> LIMITS = List.of(
            messages(60, Duration.ofMillis(100)),
            messages(250, Duration.ofMillis(500)),
            messages(900, Duration.ofSeconds(2)));

    private static final Duration BOUND = Duration.ofMinutes(9);

    private RacingServer() {}

    public static void main(String[] arguments) throws Exception {
        int grants = Integer.parseInt(arguments[2]);
        ConcurrentLinkedQueue<Long> granted = new ConcurrentLinkedQueue<>();
        AtomicLong number = new AtomicLong();
        ConcurrentLinkedQueue<Throwable> alarms = new ConcurrentLinkedQueue<>();
        try (LettuceLink link = LettuceLink.open(
                        RedisServers.at(arguments[0], Duration.ofSeconds(30)), InstantSource.system());
                RedisAccountBook book =
                        new RedisAccountBook(link, Standby.local(0.5), (what, why) -> alarms.add(why), Timing.GIVEN)) {
            // a busy machine takes longer to connect than a start waits for it
            Awaitility.await().atMost(BOUND).until(() -> link.fault().isEmpty());
            long end = System.nanoTime() + BOUND.toNanos();
            onAllThreads(() -> {
                while (granted.size() < grants && System.nanoTime() < end) {
                    charge(book, link, arguments[1] + number.incrementAndGet(), granted);
                }
            });
        }
        if (!alarms.isEmpty()) {
            throw new IllegalStateException(alarms.size() + " times Redis could not be asked", alarms.peek());
        }
        write(granted, Path.of(arguments[3]));
        // Lettuce may take seconds to let its threads go
        System.exit(0);
    }

    private static void charge(AccountBook book, LettuceLink link, String id, ConcurrentLinkedQueue<Long> granted) {
        var request = request(id, LIMITS.toArray(Limit[]::new)).build();
        // of the run that was kept, whatever a busy machine made of the time before it
        Instant[] at = new Instant[1];
        Change<Ruling> review = (before, caps) -> {
            at[0] = before.notBefore(link.now(Instant.now()), Duration.ofMinutes(1));
            return Review.decide(before, caps, request, at[0]);
        };
        Ruling ruling = book.change(request.submission().sender(), review, link.now(Instant.now()));
        if (ruling.decision() instanceof Decision.Accept) {
            granted.add(TimeUnit.SECONDS.toNanos(at[0].getEpochSecond()) + at[0].getNano());
        }
    }

    private static void onAllThreads(Runnable work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            all.add(threads.submit(work));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();
    }

    private static void write(Iterable<Long> granted, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        granted.forEach(instant -> lines.add(Long.toString(instant)));
        Files.write(file, lines);
    }
}
