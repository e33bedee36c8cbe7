/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that happens to the server.
 *
 * @param at how long after mail began to flow
 * @param what what it is
 * @param lasting for how long; nothing where it is over at once
 * @param by how much, where that is drawn: milliseconds of a clock's step, the number of a mistake in the settings
 */
record Event(Duration at, What what, Duration lasting, long by) {
    /** The kinds of event, with how many seconds they last. */
    enum What {
        /** The server is killed with signal 9 and started again. */
        KILL(0, 0),
        /** The world answers 451 to half of its recipients. */
        WORLD_ASKS_FOR_LATER(5, 25),
        /** The world answers 550 to a quarter of its recipients. */
        WORLD_REFUSES(3, 10),
        /** Other limits are written into the settings. */
        OTHER_SETTINGS(0, 0),
        /** Settings with a mistake are written. */
        BROKEN_SETTINGS(0, 0),
        /** Each call of the ledger fails. */
        LEDGER_FAILS(2, 8),
        /** The disk on which counts are kept is full. */
        DISK_FULL(3, 8),
        CLOCK_AHEAD(0, 0),
        CLOCK_BACK(0, 0),
        /** Nobody sends until nothing is on its way, so that threads and files can be counted. */
        REST(0, 0);

        private final int shortest;
        private final int longest;

        What(int shortest, int longest) {
            this.shortest = shortest;
            this.longest = longest;
        }

        int shortest() {
            return shortest;
        }

        int longest() {
            return longest;
        }
    }

    Duration end() {
        return at.plus(lasting);
    }

    @Override
    public String toString() {
        String length = lasting.isZero() ? "" : " for " + lasting.toSeconds() + " s";
        String amount =
                switch (what) {
                    case CLOCK_AHEAD, CLOCK_BACK -> " by " + by / 1_000 + " s";
                    default -> "";
                };
        return "%3d:%02d %s%s%s"
                .formatted(
                        at.toMinutes(),
                        at.toSecondsPart(),
                        what.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        amount,
                        length);
    }
}
