/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import com.google.common.collect.ImmutableList;

/**
 * A day on which somebody wrote much: as many of one sender's messages as a person writes on such a day, each to a
 * recipient of its own, within eight hours.
 *
 * @param sender who wrote
 * @param number which of the sender's busy days
 * @param mails what was written
 */
record BusyDay(Correspondent sender, int number, ImmutableList<OrdinaryMail> mails) {
    static final int FEWEST = 20;
    static final int MOST = 50;

    /** How many recipients of one text are advised of. */
    static final int ADVISE = 20;

    static final Instant MORNING = Instant.parse("2026-03-04T08:00:00Z");

    private static final Duration LENGTH = Duration.ofHours(8);
    private static final Duration WINDOW = Duration.ofDays(1);

    /** The sender's mail dealt out into days: once in time order, in further rounds shuffled. */
    static List<BusyDay> of(Correspondent sender, int rounds) {
        List<BusyDay> days = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Random random = Seeds.random(sender.address(), "days", round);
            List<OrdinaryMail> mails = new ArrayList<>(sender.mails());
            if (round > 0) {
                Collections.shuffle(mails, random);
            }
            while (mails.size() >= FEWEST) {
                int size = Math.min(mails.size(), size(sender.mails().size(), random));
                List<OrdinaryMail> day = mails.subList(0, size);
                days.add(new BusyDay(sender, days.size(), ImmutableList.copyOf(day)));
                day.clear();
            }
        }
        return days;
    }

    /** Some mail is left out of the day where there is enough: it can have been sent before. */
    private static int size(int mails, Random random) {
        int most = Math.min(MOST, Math.max(FEWEST, mails - Footing.MAILS_BEFORE));
        return FEWEST + random.nextInt(most - FEWEST + 1);
    }

    /** A new account for the day. */
    Detector.Account account(Detector detector) {
        return detector.account(ADVISE, WINDOW);
    }

    /** Whether {@code account} gets an alarm when it sends the day's messages, of which {@code prints} are kept. */
    boolean isAlarmed(Detector.Account account, List<Detector.Print> prints) {
        boolean alarmed = false;
        for (int place = 0; place < prints.size(); place++) {
            Instant at = MORNING.plus(LENGTH.multipliedBy(place).dividedBy(prints.size()));
            alarmed |= account.send(prints.get(place), List.of("day" + place + "@outside.example"), at);
        }
        return alarmed;
    }

    Half half() {
        return sender.half();
    }

    /** The day's name, which says nothing of who wrote. */
    String name() {
        return sender.name() + " day " + number;
    }
}
