/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.List;

import org.mesura.measure.Measures;

/** Sends busy days as they were written, each from a new account; every alarm is a false one. */
final class DayTrial {
    private static final double BORNE = 5;

    private final Apparatus apparatus;

    DayTrial(Apparatus apparatus) {
        this.apparatus = apparatus;
    }

    void run(List<BusyDay> days, Measures measures) {
        Tally tally = new Tally();
        Figures octets = new Figures();
        for (BusyDay day : days) {
            Detector.Account account = day.account(apparatus.detector());
            boolean alarmed = day.isAlarmed(
                    account, day.mails().stream().map(apparatus.prints()::of).toList());
            tally.add(day.half(), alarmed);
            octets.add(account.storedOctets());
            if (alarmed) {
                apparatus.shown().tell("false alarm: busy day " + day.name());
            }
        }
        measures.note("busy-days", tally.all(), "days");
        tally.atMost(BORNE, measures, "busy-days-alarmed");
        measures.note("stored-after-busy-day-median", octets.percentile(50), "B");
        measures.note("stored-after-busy-day-p95", octets.percentile(95), "B");
    }
}
