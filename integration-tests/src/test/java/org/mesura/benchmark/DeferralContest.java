/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import org.mesura.measure.Arrivals;
import org.mesura.measure.Measures;
import org.mesura.runner.Flavour;
import org.mesura.runner.ReceivedMail;
import org.mesura.runner.ServerSettings;

/**
 * What it costs to keep a thousand mails of one sender back until each fits the limit, and how punctual it is: {@code
 * DeferSubmission} beside James's {@code Requeue}. Both run on James's memory flavour, whose queue keeps a delay to the
 * millisecond, which favours {@code Requeue}: others are late, or know no delay and let it spin.
 */
final class DeferralContest {
    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final int PERCENT = 100;
    private static final double MOST_LATE_MILLIS = 2_000;

    private final int mails;
    private final Measures measures;

    DeferralContest(int mails, Measures measures) {
        this.mails = mails;
        this.measures = measures;
    }

    void run() {
        double anyway = run(Deferrer.NOBODY);
        for (Deferrer deferrer : List.of(Deferrer.MESURA, Deferrer.REQUEUE)) {
            double millis = run(deferrer);
            measures.note("deferral-processor-more-" + deferrer.id(), millis - anyway, "ms/mail");
        }
    }

    /** The processor time that a mail took, in milliseconds. */
    private double run(Deferrer deferrer) {
        try (TimedServer server = new TimedServer(
                deferrer.id(), Flavour.MEMORY, Road.SINK, settings -> deferrer.configure(pacing().apply(settings)))) {
            server.warmUp();
            String sender = server.join("ana@" + Deferrer.DOMAIN);
            Duration before = server.processorTime();
            server.send(sender, mails);
            List<ReceivedMail> received = server.sink().await(mails, BOUND);
            double millis = (double) server.processorTime().minus(before).toMillis() / mails;
            measures.note("deferral-processor-" + deferrer.id(), millis, "ms/mail");
            if (deferrer != Deferrer.NOBODY) {
                note(deferrer, server, received);
            }
            return millis;
        }
    }

    private void note(Deferrer deferrer, TimedServer server, List<ReceivedMail> received) {
        Arrivals arrivals = new Arrivals(
                received.stream().map(ReceivedMail::arrived).toList(),
                Deferrer.LIMIT,
                deferrer.reservable(),
                Duration.ofSeconds(Deferrer.WINDOW));
        List<Duration> lateness = arrivals.lateness().stream().sorted().toList();
        double executions = (double) server.executions(deferrer.mailet()) / (mails - Deferrer.LIMIT);
        double late = millis(lateness, 99);
        measures.note("deferral-late-p50-" + deferrer.id(), millis(lateness, 50), "ms");
        if (deferrer == Deferrer.MESURA) {
            measures.atMost("deferral-executions-mesura", executions, "a mail", 1);
            measures.atMost("deferral-late-p99-mesura", late, "ms", MOST_LATE_MILLIS);
        } else {
            measures.note("deferral-executions-" + deferrer.id(), executions, "a mail");
            measures.note("deferral-late-p99-" + deferrer.id(), late, "ms");
        }
    }

    private static double millis(List<Duration> sorted, int percent) {
        return sorted.get((sorted.size() - 1) * percent / PERCENT).toMillis();
    }

    static UnaryOperator<ServerSettings> pacing() {
        return settings ->
                settings.edit("mesura.xml", shipped -> """
                <mesura>
                  <policies>
                    <policy name="paced">
                      <limit measure="messages" quantity="%s" window="%ss"/>
                      <overLimit>defer</overLimit>
                    </policy>
                    <policy name="unlimited"/>
                  </policies>
                  <assignments default="unlimited">
                    <domain name="%s" policy="paced"/>
                  </assignments>
                </mesura>
                """.formatted(Deferrer.LIMIT, Deferrer.WINDOW, Deferrer.DOMAIN));
    }
}
