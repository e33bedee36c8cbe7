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
 * A day on which somebody wrote much: as many of one sender's messages as a person writes on such a day.
 *
 * @param sender who wrote
 * @param number which of the sender's busy days
 * @param mails what was written
 */
record BusyDay(Correspondent sender, int number, ImmutableList<OrdinaryMail> mails) {
    static final int FEWEST = 20;
    static final int MOST = 50;

    private static final Instant MORNING = Instant.parse("2026-03-04T08:00:00Z");
    private static final Duration LENGTH = Duration.ofHours(8);

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
                int size = Math.min(mails.size(), FEWEST + random.nextInt(MOST - FEWEST + 1));
                List<OrdinaryMail> day = mails.subList(0, size);
                days.add(new BusyDay(sender, days.size(), ImmutableList.copyOf(day)));
                day.clear();
            }
        }
        return days;
    }

    /** When the message at {@code place} of the day is sent. */
    Instant at(int place) {
        return MORNING.plus(LENGTH.multipliedBy(place).dividedBy(mails.size()));
    }

    /** When the day begins. */
    Instant morning() {
        return MORNING;
    }

    Half half() {
        return sender.half();
    }

    /** The day's name, which says nothing of who wrote. */
    String name() {
        return sender.name() + " day " + number;
    }
}
