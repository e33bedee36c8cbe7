/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.mesura.measure.Arrivals;
import org.mesura.measure.Measures;
import org.mesura.runner.Await;
import org.mesura.runner.Flavour;
import org.mesura.runner.ReceivedMail;
import org.mesura.runner.ServerSettings;

/**
 * A durable server that holds many mails, each of the accounts so many that it sends one in so many seconds: what it costs
 * to hold them, how late they leave, and how long it is after a kill until they leave again.
 */
final class DeferralLoad {
    /** How many are held while lateness is measured. */
    static final int PUNCTUAL = 10_000;

    private static final int EACH = 500;
    private static final int WINDOW_SECONDS = 5;
    private static final int LEAVING = 500;
    private static final int CONNECTIONS = 4;
    private static final int PERCENT = 100;
    private static final double MOST_LATE_MILLIS = 2_000;
    private static final double LONGEST_RESTART_SECONDS = 30;
    private static final Duration BOUND = Duration.ofMinutes(20);

    private final int held;
    private final Measures measures;

    DeferralLoad(int held, Measures measures) {
        this.held = held;
        this.measures = measures;
    }

    /** Measures how long it takes to hold them, and how late they leave. */
    void lateness() {
        try (TimedServer server = server()) {
            server.warmUp();
            Instant begin = Instant.now();
            Duration processor = server.processorTime();
            fill(server);
            measures.note("deferral-hold-" + held, perMail(Duration.between(begin, Instant.now())), "ms/mail");
            measures.note(
                    "deferral-hold-processor-" + held,
                    perMail(server.processorTime().minus(processor)),
                    "ms/mail");
            List<Duration> late = lateness(server);
            measures.note("deferral-late-p50-" + held, late.get(late.size() / 2).toMillis(), "ms");
            measures.atMost(
                    "deferral-late-p99-" + held,
                    late.get((late.size() - 1) * 99 / PERCENT).toMillis(),
                    "ms",
                    MOST_LATE_MILLIS);
        }
    }

    /** Measures how long it takes from the start to the first release after a kill. */
    void restart() {
        try (TimedServer server = server()) {
            double empty = seconds(server.server().startTime());
            fill(server);
            server.server().kill();
            long before = server.sink().count();
            Instant begin = Instant.now();
            server.server().restart();
            measures.note("deferral-start-0", empty, "s");
            measures.note("deferral-start-" + held, seconds(server.server().startTime()), "s");
            Await.until(BOUND, "a release", () -> server.sink().count() > before);
            double first = seconds(Duration.between(begin, Instant.now()));
            measures.atMost("deferral-restart-" + held, first - empty, "s", LONGEST_RESTART_SECONDS);
        }
    }

    private TimedServer server() {
        return new TimedServer("held", Flavour.DURABLE, Road.SINK, DeferralLoad::settings);
    }

    private static ServerSettings settings(ServerSettings settings) {
        return settings.edit("mesura.xml", shipped -> """
                <mesura>
                  <policies>
                    <policy name="paced">
                      <limit measure="messages" quantity="1" window="%ss"/>
                      <overLimit>defer</overLimit>
                    </policy>
                    <policy name="unlimited"/>
                  </policies>
                  <assignments default="unlimited">
                    <domain name="%s" policy="paced"/>
                  </assignments>
                  <held messages="1000000"/>
                </mesura>
                """.formatted(WINDOW_SECONDS, Deferrer.DOMAIN));
    }

    private void fill(TimedServer server) {
        List<String> accounts = IntStream.range(0, held / EACH)
                .mapToObj(number -> server.join("n" + number + "@" + Deferrer.DOMAIN))
                .toList();
        List<Thread> connections = IntStream.range(0, CONNECTIONS)
                .mapToObj(connection -> new Thread(() -> IntStream.range(0, accounts.size())
                        .filter(number -> number % CONNECTIONS == connection)
                        .forEach(number -> server.send(accounts.get(number), EACH))))
                .toList();
        connections.forEach(Thread::start);
        Await.until(BOUND, held + " mails held", () -> server.sink().count() + held(server) >= held);
    }

    private static long held(TimedServer server) {
        return server.server()
                .webAdmin()
                .get("/mesura/held?limit=1")
                .expect(200)
                .json()
                .path("messages")
                .asLong();
    }

    /** How late those left that are next, sorted. */
    private static List<Duration> lateness(TimedServer server) {
        // what left before stood in James's queues behind what came in
        server.sink().clear();
        server.sink().await(LEAVING, BOUND);
        return server.sink().mails().stream()
                .collect(groupingBy(ReceivedMail::sender, mapping(ReceivedMail::arrived, toList())))
                .values()
                .stream()
                .map(instants -> new Arrivals(instants, 1, 1, Duration.ofSeconds(WINDOW_SECONDS)))
                .flatMap(arrivals -> arrivals.lateness().stream())
                .sorted()
                .toList();
    }

    private double perMail(Duration time) {
        return (double) time.toMillis() / held;
    }

    private static double seconds(Duration time) {
        return (double) time.toMillis() / Duration.ofSeconds(1).toMillis();
    }
}
