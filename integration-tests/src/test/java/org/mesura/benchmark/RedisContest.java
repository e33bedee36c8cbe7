/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.mesura.measure.Measures;
import org.mesura.runner.Redis;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import com.sun.management.OperatingSystemMXBean;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * What a review takes in Redis, beside RateLimitJ there and beside a script that does nothing: three limits, {@link
 * #ACCOUNTS} accounts, {@link #THREADS} threads, one connection each. They take turns on one Redis, A B C A B C; a ratio is
 * the median over turns that lie side by side. Then reviews that come {@link #RATE} a second, whether those before are
 * done or not: each is late from the instant at which it was due.
 */
final class RedisContest {
    private static final int ACCOUNTS = 10_000;
    /** So many that a call is under way whenever there is room for one; {@code -Dbench.threads} for others. */
    static final int THREADS = Integer.getInteger("bench.threads", 64);

    private static final int RATE = 2_000;
    private static final Duration TURN = Duration.ofSeconds(1);
    /** It takes so long until all is compiled as it stays. */
    private static final int WARMUPS = 15;

    private static final String TIMES = "times";

    /** Far away, as for an office that sends what offices send. */
    private static final ImmutableList<Rule> RULES = ImmutableList.of(
            new Rule(Counted.MESSAGES, 100_000, Duration.ofMinutes(1)),
            new Rule(Counted.MESSAGES, 200_000, Duration.ofHours(1)),
            new Rule(Counted.MESSAGES, 300_000, Duration.ofDays(1)));

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final int rounds;
    private final Duration steady;
    private final Measures measures;

    RedisContest(int rounds, Duration steady, Measures measures) {
        this.rounds = rounds;
        this.steady = steady;
        this.measures = measures;
    }

    void run() {
        try (Redis redis = Redis.onAnyPort()) {
            redis.start();
            try (RedisRival mesura = MesuraLedger.inRedis(redis.url(), RULES)) {
                throughput(redis, mesura);
                punctuality(redis, mesura);
            }
        }
    }

    private void throughput(Redis redis, RedisRival mesura) {
        RedisClient client = RedisClient.create(redis.url());
        try (RedisRival ratelimitj = RedisRival.ratelimitj(redis.url(), RULES);
                RedisRival sliding = RedisRival.sliding(redis.url(), RULES);
                RedisRival bare = RedisRival.bare(redis.url());
                var connection = client.connect()) {
            ImmutableMap<String, RedisRival> rivals = ImmutableMap.of(
                    "mesura", mesura, "ratelimitj", ratelimitj, "ratelimitj-sliding", sliding, "bare", bare);
            ListMultimap<String, Double> perSecond = ArrayListMultimap.create();
            ListMultimap<String, Double> micros = ArrayListMultimap.create();
            ListMultimap<String, Double> inRedis = ArrayListMultimap.create();
            for (int round = 0; round < WARMUPS + rounds; round++) {
                System.out.printf("redis: round %d of %d%n", round + 1, WARMUPS + rounds);
                boolean counts = round >= WARMUPS;
                rivals.forEach((name, rival) -> {
                    double there = serverMicros(connection.sync());
                    double here = system.getProcessCpuTime() / 1e3;
                    double rate = turn(rival);
                    double reviews = rate * TURN.toSeconds();
                    double ofServer = (serverMicros(connection.sync()) - there) / reviews;
                    double ofClient = (system.getProcessCpuTime() / 1e3 - here) / reviews;
                    if (counts) {
                        perSecond.put(name, rate);
                        micros.put(name, ofClient + ofServer);
                        inRedis.put(name, ofServer);
                    }
                });
            }
            rivals.keySet().forEach(name -> {
                measures.note("redis-reviews-" + name, ChargeTimes.median(perSecond.get(name)), "1/s");
                measures.note("redis-processor-" + name, ChargeTimes.median(micros.get(name)), "us");
                measures.note("redis-processor-there-" + name, ChargeTimes.median(inRedis.get(name)), "us");
            });
            beside("redis-throughput-over-ratelimitj", perSecond.get("mesura"), perSecond.get("ratelimitj"), 1.5);
            beside(
                    "redis-throughput-over-ratelimitj-sliding",
                    perSecond.get("mesura"),
                    perSecond.get("ratelimitj-sliding"),
                    1.5);
            beside("redis-throughput-over-bare", perSecond.get("mesura"), perSecond.get("bare"), 0.5);
            // Redis has one thread: where many servers share it, what a review takes there is what bounds them all
            beside("redis-room-over-ratelimitj", inRedis.get("ratelimitj"), inRedis.get("mesura"), 1.5);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    /** The processor time of Redis so far. */
    private static double serverMicros(RedisCommands<String, String> redis) {
        double seconds = redis.info("cpu")
                .lines()
                .filter(line -> line.startsWith("used_cpu_sys:") || line.startsWith("used_cpu_user:"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
                .sum();
        return seconds * 1e6;
    }

    /** How many times {@code ours} is {@code theirs}, turn by turn. */
    private void beside(String measure, List<Double> ours, List<Double> theirs, double bar) {
        List<Double> ratios = IntStream.range(0, rounds)
                .mapToObj(round -> ours.get(round) / theirs.get(round))
                .sorted()
                .toList();
        measures.atLeast(measure, ChargeTimes.median(ratios), TIMES, bar);
        measures.note(measure + "-quarter", ratios.get(rounds / 4), TIMES);
        measures.note(measure + "-three-quarters", ratios.get(rounds * 3 / 4), TIMES);
    }

    /** Charges in a second, of all threads at once. */
    private static double turn(RedisRival rival) {
        long begun = System.nanoTime();
        long end = begun + TURN.toNanos();
        AtomicInteger done = new AtomicInteger();
        onAllThreads(() -> {
            int mine = 0;
            while (System.nanoTime() < end) {
                rival.charge(account());
                mine++;
            }
            done.addAndGet(mine);
        });
        return done.get() * 1e9 / (System.nanoTime() - begun);
    }

    private void punctuality(Redis redis, RedisRival mesura) {
        RedisClient client = RedisClient.create(redis.url());
        try (var connection = client.connect()) {
            connection.sync().configResetstat();
            List<Long> late = steadily(mesura);
            double calls = calls(connection.sync().info("commandstats"));
            measures.note("redis-late-p50", millis(late, 0.5), "ms");
            measures.atMost("redis-late-p99", millis(late, 0.99), "ms", 5);
            measures.atMost("redis-calls-a-review", calls / late.size(), TIMES, 1.01);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private List<Long> steadily(RedisRival rival) {
        int reviews = Math.toIntExact(steady.toSeconds() * RATE);
        long[] late = new long[reviews];
        long between = TimeUnit.SECONDS.toNanos(1) / RATE;
        long begun = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        AtomicInteger next = new AtomicInteger();
        onAllThreads(() -> {
            for (int review = next.getAndIncrement(); review < reviews; review = next.getAndIncrement()) {
                long due = begun + review * between;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                rival.charge(account());
                late[review] = System.nanoTime() - due;
            }
        });
        return Arrays.stream(late).sorted().boxed().toList();
    }

    private static double millis(List<Long> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
    }

    private static double calls(String commandstats) {
        return commandstats
                .lines()
                .filter(line -> line.startsWith("cmdstat_evalsha:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("cmdstat_evalsha:calls=(\\d+),.*", "$1")))
                .sum();
    }

    private static String account() {
        return "u" + ThreadLocalRandom.current().nextInt(ACCOUNTS) + "@alcaldia.example";
    }

    private static void onAllThreads(Runnable work) {
        Crew.run(Collections.nCopies(THREADS, work));
    }
}
