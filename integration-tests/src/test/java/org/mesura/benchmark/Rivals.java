/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.mesura.measure.Arrivals;
import org.mesura.measure.Measures;
import org.mesura.runner.Flavour;
import org.mesura.runner.ReceivedMail;

/**
 * Mesura beside what James has for the same purpose, on real servers. First a limit with room for all: Mesura with this one
 * limit only, beside RateLimitJ's window, which is beneath James's own limiter. Then a limit that a thousand mails go over at
 * once: {@code DeferSubmission} beside {@code Requeue} behind RateLimitJ. James's limiter itself is not on Maven Central for
 * 3.8.1.
 */
final class Rivals {
    private static final String SECTION = "rivals";
    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final int SENDERS = 20;

    private final Extent extent;
    private final Measures measures;

    Rivals(Extent extent, Measures measures) {
        this.extent = extent;
        this.measures = measures;
    }

    void run() {
        try (ServerPair pair = ServerPair.of(Furnishing.RATE_LIMIT, Furnishing.ONE_LIMIT, extent)) {
            pair.compare(SECTION, "room", SENDERS, Composition.TEXT)
                    .note(measures, new PairFigures.Wanted(1.02, Optional.of(0.98)));
        }
        List.of(Deferrer.MESURA, Deferrer.RATELIMITJ, Deferrer.RATELIMITJ_SLIDING)
                .forEach(this::over);
    }

    /** Sends all of one sender's mails at once, of which few fit. */
    private void over(Deferrer deferrer) {
        System.out.println(SECTION + ": " + deferrer.id());
        int mails = extent.deferred();
        try (TimedServer server = new TimedServer(
                "rival-" + deferrer.id(),
                Flavour.MEMORY,
                Road.SINK,
                settings -> deferrer.configure(DeferralContest.pacing().apply(settings)))) {
            server.warmUp();
            String sender = server.join("ana@" + Deferrer.DOMAIN);
            long asked = server.executions(deferrer.asker());
            Duration processor = compiled(server);
            Instant begun = Instant.now();
            server.send(sender, mails);
            List<Instant> instants = server.sink().await(mails, BOUND).stream()
                    .map(ReceivedMail::arrived)
                    .sorted()
                    .toList();
            double millis = compiled(server).minus(processor).toNanos() / 1e6;
            note(deferrer, "compiled", millis / mails, "ms/mail");
            note(deferrer, "asked", (double) (server.executions(deferrer.asker()) - asked) / mails, "a mail");
            Duration took = Duration.between(begun, instants.get(mails - 1));
            note(deferrer, "throughput", mails * 1e3 / took.toMillis(), "1/s");
            long most = Arrivals.most(instants, Duration.ofSeconds(Deferrer.WINDOW));
            note(deferrer, "most-in-a-window", (double) most / Deferrer.LIMIT, "limits");
        }
    }

    /** The processor time without the compilers', which would be most of what so few mails take. */
    private static Duration compiled(TimedServer server) {
        return server.processorTime().minus(server.compilerTime());
    }

    private void note(Deferrer deferrer, String figure, double value, String unit) {
        measures.note("rivals-over-" + figure + "-" + deferrer.id(), value, unit);
    }
}
