/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.mesura.measure.Measures;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Table;
import com.google.common.collect.TreeBasedTable;

/**
 * Sends busy days with a footer under every message: from a new account, which knows nothing of the footer, and from
 * one that sent it under other messages on the two days before; whole messages and answers of a line. Every alarm is a
 * false one.
 */
final class FooterTrial {
    private static final Duration PAUSE_BEFORE = Duration.ofHours(4);

    private final Apparatus apparatus;
    private final ImmutableList<Footer> footers = Footer.all();
    private final Table<String, Kind, Tally> tallies = TreeBasedTable.create();

    /** What is sent from what account. */
    private enum Kind {
        COLD(50),
        WARM(5),
        // each message cut to one line of it: harder than any real day, since a person's lines repeat their turns of
        // phrase
        COLD_BRIEF(50),
        WARM_BRIEF(50);

        private final double borne;

        Kind(double borne) {
            this.borne = borne;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    FooterTrial(Apparatus apparatus) {
        this.apparatus = apparatus;
    }

    void run(List<BusyDay> days, Measures measures) {
        Map<Kind, Tally> all = new EnumMap<>(Kind.class);
        for (BusyDay day : days) {
            Random random = Seeds.random(day.sender().address(), day.number(), "footers");
            for (int repeat = 0; repeat < apparatus.extent().footersPerDay(); repeat++) {
                run(day, Footing.any(footers, random), random, all);
            }
        }
        all.forEach((kind, tally) -> tally.atMost(kind.borne, measures, "footers-" + kind.id()));
    }

    private void run(BusyDay day, Footing footing, Random random, Map<Kind, Tally> all) {
        List<Detector.Print> before = read(footing.before(day, random));
        List<Detector.Print> whole = read(footing.whole(day));
        List<Detector.Print> brief = read(footing.brief(day));
        for (Kind kind : Kind.values()) {
            boolean warm = kind == Kind.WARM || kind == Kind.WARM_BRIEF;
            if (!warm || Footing.isWarm(before)) {
                List<Detector.Print> mails = kind == Kind.COLD || kind == Kind.WARM ? whole : brief;
                boolean alarmed = isAlarmed(day, warm ? before : List.of(), mails);
                all.computeIfAbsent(kind, none -> new Tally()).add(day.half(), alarmed);
                tally(footing.footer().id(), kind).add(day.half(), alarmed);
                if (alarmed) {
                    apparatus
                            .shown()
                            .tell("false alarm: footer " + kind.id() + " " + footing.name() + " " + day.name());
                }
            }
        }
    }

    /** Alarms of days by footer. */
    String table() {
        StringBuilder table = new StringBuilder("%nbusy days with footers, alarms of days%n%-18s".formatted(""));
        for (Kind kind : Kind.values()) {
            table.append("%14s".formatted(kind.id()));
        }
        for (String footer : tallies.rowKeySet()) {
            table.append("%n%-18s".formatted(footer));
            for (Kind kind : Kind.values()) {
                Tally tally = tally(footer, kind);
                table.append("%14s".formatted(tally.alarmed() + " of " + tally.all()));
            }
        }
        return table.append('\n').toString();
    }

    private Tally tally(String footer, Kind kind) {
        if (!tallies.contains(footer, kind)) {
            tallies.put(footer, kind, new Tally());
        }
        return tallies.get(footer, kind);
    }

    private boolean isAlarmed(BusyDay day, List<Detector.Print> before, List<Detector.Print> mails) {
        Detector.Account account = day.account(apparatus.detector());
        Instant now = BusyDay.MORNING.minus(PAUSE_BEFORE.multipliedBy(before.size()));
        for (int mail = 0; mail < before.size(); mail++) {
            account.send(before.get(mail), List.of("before" + mail + "@outside.example"), now);
            now = now.plus(PAUSE_BEFORE);
        }
        return day.isAlarmed(account, mails);
    }

    private List<Detector.Print> read(List<byte[]> messages) {
        return messages.stream().map(apparatus.detector()::read).toList();
    }
}
