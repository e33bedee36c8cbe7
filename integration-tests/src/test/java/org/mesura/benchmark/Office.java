/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.google.common.collect.ImmutableList;

/** People who write to the world at the same time over one server, each on a connection that stays. */
final class Office implements AutoCloseable {
    static final String DOMAIN = "load.example";

    private static final Duration BOUND = Duration.ofMinutes(10);

    private final TimedServer server;
    private final ImmutableList<Submitter> people;

    /**
     * What came of a number of messages.
     *
     * @param perSecond how many were worked off in a second, until the last of them was
     * @param p99Millis how long 99 of 100 ends of DATA waited for their reply, at most
     */
    record Turn(double perSecond, double p99Millis) {}

    private Office(TimedServer server, ImmutableList<Submitter> people) {
        this.server = server;
        this.people = people;
    }

    /** {@code size} people, new ones if {@code server} does not know them. */
    static Office of(int size, TimedServer server, String name) {
        int port = server.server().ports().submission();
        return new Office(
                server,
                IntStream.range(0, size)
                        .mapToObj(number -> server.join(name + number + "@" + DOMAIN))
                        .map(account -> Submitter.login(port, account))
                        .collect(ImmutableList.toImmutableList()));
    }

    /** They write as fast as they can, {@code messages} in all. */
    Turn write(int messages, Composition composition) {
        return write(messages, composition, 0);
    }

    /** They write {@code perSecond} together, whatever becomes of what they wrote before. */
    Turn write(int messages, Composition composition, int perSecond) {
        long between = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        long before = server.workedOff();
        long begun = System.nanoTime();
        long[] waited = new long[messages];
        AtomicInteger next = new AtomicInteger();
        all(person -> {
            for (int number = next.getAndIncrement(); number < messages; number = next.getAndIncrement()) {
                awaitInstant(begun + number * between);
                waited[number] = person.submit(composition);
            }
        });
        server.awaitWorkedOff(before + messages, BOUND);
        double seconds = (System.nanoTime() - begun) / 1e9;
        Arrays.sort(waited);
        return new Turn(messages / seconds, waited[(messages - 1) * 99 / 100] / 1e6);
    }

    /** They write for {@code time}. How many messages a second. */
    double writeFor(Duration time, Composition composition) {
        long before = server.workedOff();
        long begun = System.nanoTime();
        AtomicInteger written = new AtomicInteger();
        all(person -> {
            while (System.nanoTime() - begun < time.toNanos()) {
                person.submit(composition);
                written.incrementAndGet();
            }
        });
        server.awaitWorkedOff(before + written.get(), BOUND);
        return written.get() / ((System.nanoTime() - begun) / 1e9);
    }

    private static void awaitInstant(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void all(Consumer<Submitter> work) {
        Crew.run(people.stream()
                .<Runnable>map(person -> () -> work.accept(person))
                .toList());
    }

    @Override
    public void close() {
        people.forEach(Submitter::close);
    }
}
