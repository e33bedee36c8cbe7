/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Decision;
import org.mesura.review.Timing;
import org.mesura.submission.Sender;

/**
 * What two servers make of a Redis that fails while both review, with the timeout and the breaker of production. Prints
 * the table of faults that {@code operations.md} shows.
 */
class RedisFaultsTest extends OnRedis {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration WELL = Duration.ofSeconds(1);
    private static final Duration ILL = Duration.ofSeconds(4);
    /** From then on nobody is to wait for the timeout any more. */
    private static final Duration OPEN = Duration.ofMillis(1_500);

    /** How slow a Redis is that is not away yet, there and back. */
    private static final Duration SLOW = Duration.ofMillis(100);
    /** That a review takes at most where two servers send for one account without end. */
    private static final int TRIPS = 10;

    private static final int THREADS = 4;
    private static final int ACCOUNTS = 4;
    private static final long LIMIT = 1_000;
    private static final long BETWEEN_REVIEWS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Of a whole limit each server may grant half while it is alone, whatever the other does. */
    private static final long BOUND = LIMIT * 3 / 2;

    private static final Limit A_DAY = messages(LIMIT, DAY);

    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    /** @param away whether it is away for Mesura, not merely slow */
    record Disease(String name, boolean away, Act begin, Act end) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Act {
        void on(RedisProcess redis, Wires wires);
    }

    private record Reviewed(long begun, long took, String account, boolean granted) {}

    static Stream<Disease> diseases() {
        return Stream.of(
                new Disease("killed", true, (redis, wires) -> redis.kill(), (redis, wires) -> redis.restart()),
                new Disease("paused", true, (redis, wires) -> redis.freeze(), (redis, wires) -> redis.thaw()),
                new Disease(
                        "full",
                        true,
                        (redis, wires) -> redis.cli("CONFIG", "SET", "maxmemory", "1"),
                        (redis, wires) -> redis.cli("CONFIG", "SET", "maxmemory", "0")),
                new Disease(
                        "slow, 100 ms",
                        false,
                        (redis, wires) -> wires.delay(SLOW),
                        (redis, wires) -> wires.delay(Duration.ZERO)),
                new Disease(
                        "slow, 700 ms",
                        true,
                        (redis, wires) -> wires.delay(Duration.ofMillis(700)),
                        (redis, wires) -> wires.delay(Duration.ZERO)),
                new Disease("cut off", true, (redis, wires) -> wires.cut(), (redis, wires) -> wires.mend()),
                new Disease("started again, empty", true, (redis, wires) -> redis.restart(), (redis, wires) -> {}));
    }

    @ParameterizedTest
    @MethodSource("diseases")
    void reviewsShouldGoOnWhateverBecomesOfRedis(Disease disease) throws Exception {
        List<Reviewed> reviews;
        long begun;
        long ended;
        Duration recovery;
        try (Wires wires = Wires.to(redis.port())) {
            List<RedisAccountBook> books = new ArrayList<>();
            List<LettuceLink> links = List.of(open(wires), open(wires));
            links.forEach(link -> books.add(new RedisAccountBook(
                    link, Standby.local(0.5), (what, why) -> told.add(what + ": " + why.getMessage()), Timing.GIVEN)));
            try (Traffic traffic = Traffic.through(books)) {
                pass(WELL);
                begun = System.nanoTime();
                disease.begin().on(redis, wires);
                pass(ILL);
                disease.end().on(redis, wires);
                ended = System.nanoTime();
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() ->
                                links.stream().allMatch(link -> link.fault().isEmpty())
                                        && books.stream().allMatch(book -> book.waiting() == 0));
                recovery = Duration.ofNanos(System.nanoTime() - ended);
                pass(WELL);
                reviews = traffic.stopped();
            }
            assertCounted(disease, books.get(0), reviews, begun, ended, recovery);
            books.forEach(RedisAccountBook::close);
            links.forEach(LettuceLink::close);
        }
    }

    private void assertCounted(
            Disease disease, RedisAccountBook book, List<Reviewed> reviews, long begun, long ended, Duration recovery) {
        List<Reviewed> during = reviews.stream()
                .filter(review -> review.begun() - begun > 0 && review.begun() - ended < 0)
                .toList();
        long longest = millis(during.stream());
        long later = millis(during.stream().filter(review -> review.begun() - begun > OPEN.toNanos()));
        long most = 0;
        for (int account = 0; account < ACCOUNTS; account++) {
            String name = account(account);
            long granted = reviews.stream()
                    .filter(review -> review.granted() && review.account().equals(name))
                    .count();
            long counted = book.find(new Sender(name))
                    .orElseThrow()
                    .charged()
                    .used(Measure.MESSAGES, DAY, Instant.now().plusSeconds(60));
            assertSoftly(softly -> softly.assertThat(counted)
                    .as("%s: counted of %s, alarms %s", disease, name, told)
                    .isEqualTo(granted));
            most = Math.max(most, granted);
        }
        System.out.printf(
                "| %s | %s | %s ms | %s ms | %s of %s | %s ms |%n",
                disease, during.size(), longest, later, most, LIMIT, recovery.toMillis());
        long granted = most;
        assertSoftly(softly -> {
            softly.assertThat(during).as("reviews meanwhile").hasSizeGreaterThan(50);
            softly.assertThat(later)
                    .as("longest once it was known")
                    .isLessThan(disease.away() ? TIMEOUT.toMillis() : TRIPS * SLOW.toMillis());
            softly.assertThat(longest).as("longest").isLessThan(2 * TIMEOUT.toMillis() + 500);
            softly.assertThat(granted).as("granted").isLessThanOrEqualTo(BOUND);
            softly.assertThat(told.isEmpty())
                    .as(
                            "nobody is alarmed by %s: %s",
                            disease, told.stream().limit(3).toList())
                    .isNotEqualTo(disease.away());
        });
    }

    private static long millis(Stream<Reviewed> reviews) {
        return TimeUnit.NANOSECONDS.toMillis(
                reviews.mapToLong(Reviewed::took).max().orElse(0));
    }

    private static LettuceLink open(Wires wires) {
        return LettuceLink.open(RedisServers.at(wires.url(), TIMEOUT), InstantSource.system());
    }

    private static String account(int number) {
        return "u" + number + "@alcaldia.example";
    }

    /** Lets the traffic go on for so long: here it is time itself that is tried. */
    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /** Threads that send through both servers, each some two hundred messages a second. */
    private record Traffic(
            ExecutorService threads, List<Future<?>> running, AtomicBoolean over, Queue<Reviewed> reviews)
            implements AutoCloseable {
        static Traffic through(List<RedisAccountBook> books) {
            Traffic traffic = new Traffic(
                    Executors.newCachedThreadPool(),
                    new ArrayList<>(),
                    new AtomicBoolean(),
                    new ConcurrentLinkedQueue<>());
            AtomicInteger ids = new AtomicInteger();
            for (int thread = 0; thread < THREADS * books.size(); thread++) {
                RedisAccountBook book = books.get(thread % books.size());
                String account = account(thread / books.size() % ACCOUNTS);
                traffic.running.add(traffic.threads.submit(() -> {
                    while (!traffic.over.get()) {
                        traffic.review(book, account, "m" + ids.incrementAndGet());
                        LockSupport.parkNanos(BETWEEN_REVIEWS);
                    }
                }));
            }
            return traffic;
        }

        private void review(RedisAccountBook book, String account, String id) {
            long begun = System.nanoTime();
            boolean granted = book.decide(request(id, A_DAY).from(account).build(), Instant.now())
                            .decision()
                    instanceof Decision.Accept;
            reviews.add(new Reviewed(begun, System.nanoTime() - begun, account, granted));
        }

        /** All reviews, when the last is done; none may have failed. */
        List<Reviewed> stopped() throws Exception {
            over.set(true);
            for (Future<?> thread : running) {
                thread.get(30, TimeUnit.SECONDS);
            }
            return List.copyOf(reviews);
        }

        @Override
        public void close() throws IOException {
            over.set(true);
            threads.shutdownNow();
        }
    }
}
