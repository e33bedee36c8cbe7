/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.mesura.measure.Measures;

/**
 * Sends ordinary mail as it was sent: each sender an account, in time order, to the same recipients. Every alarm is a
 * false one, but for that of a message which reaches as many recipients as the threshold all alone: it is left out, and
 * counted with the others in the row that says {@code with-wide}.
 */
final class StreamTrial {
    /** From this threshold on nothing may happen; it is also the one that windows of more than a day are tried up to. */
    private static final int STRICT = 20;

    /** At this threshold two alarms in ten thousand days of a sender are borne. */
    private static final int LENIENT = 10;

    private static final double LENIENT_RATE = 0.2;

    private final Apparatus apparatus;
    private final StringBuilder table =
            new StringBuilder("%nordinary mail as it was sent, alarms per 1,000 sender-days%n".formatted());

    StreamTrial(Apparatus apparatus) {
        this.apparatus = apparatus;
    }

    /** Sends the mail of {@code senders} under each threshold and window. */
    void run(List<Correspondent> senders, Measures measures) {
        for (int advise : apparatus.extent().streamThresholds()) {
            table.append("R = %-4d".formatted(advise));
            for (int days : apparatus.extent().windowDays()) {
                if (days == 1 || advise <= STRICT) {
                    run(senders, advise, days, measures);
                }
            }
            table.append('\n');
        }
        Tally wide = new Tally();
        senders.forEach(sender ->
                wide.add(sender.half(), alarmedDays(sender, STRICT, Duration.ofDays(1), true), sender.days()));
        wide.note(measures, measure(STRICT, 1) + "-with-wide");
    }

    /** The rates by threshold and window. */
    String table() {
        return table.toString();
    }

    private void run(List<Correspondent> senders, int advise, int days, Measures measures) {
        Tally tally = new Tally();
        for (Correspondent sender : senders) {
            int alarmed = alarmedDays(sender, advise, Duration.ofDays(days), false);
            tally.add(sender.half(), alarmed, sender.days());
            if (alarmed > 0) {
                apparatus
                        .shown()
                        .tell("false alarm: stream R=%d window=%dd %s on %d days"
                                .formatted(advise, days, sender.name(), alarmed));
            }
        }
        table.append("   %2d d %s (%d)".formatted(days, tally.shown(), tally.alarmed()));
        if (days == 1 && advise >= LENIENT) {
            tally.atMost(advise >= STRICT ? 0 : LENIENT_RATE, measures, measure(advise, days));
        } else {
            tally.note(measures, measure(advise, days));
        }
    }

    private int alarmedDays(Correspondent sender, int advise, Duration window, boolean wide) {
        Detector.Account account = apparatus.detector().account(advise, window);
        Set<LocalDate> alarmed = new HashSet<>();
        for (OrdinaryMail mail : sender.mails()) {
            boolean alone = mail.recipients().size() >= advise;
            if ((wide || !alone) && account.send(apparatus.prints().of(mail), mail.recipients(), mail.at())) {
                alarmed.add(LocalDate.ofInstant(mail.at(), ZoneOffset.UTC));
            }
        }
        return alarmed.size();
    }

    private static String measure(int advise, int days) {
        return "streams-R%d-%dd".formatted(advise, days);
    }
}
