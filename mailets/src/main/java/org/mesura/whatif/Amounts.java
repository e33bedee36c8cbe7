/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.time.Duration;
import java.util.Locale;

/** How amounts are written: octets as {@code mesura.xml} takes them, times as people say them. */
final class Amounts {
    private static final String[] UNITS = {"", "kB", "MB", "GB", "TB"};
    private static final int THOUSAND = 1_000;

    private Amounts() {}

    /** Octets in the largest unit that divides them: {@code 1400MB}. */
    static String bytes(long octets) {
        long amount = octets;
        int unit = 0;
        while (unit < UNITS.length - 1 && amount != 0 && amount % THOUSAND == 0) {
            amount /= THOUSAND;
            unit++;
        }
        return amount + UNITS[unit];
    }

    /** Octets to some digits, for reading: {@code 1.43 GB}. */
    static String rounded(long octets) {
        double amount = octets;
        int unit = 0;
        while (unit < UNITS.length - 1 && amount >= THOUSAND) {
            amount /= THOUSAND;
            unit++;
        }
        return unit == 0 ? octets + " B" : String.format(Locale.ROOT, "%.3g %s", amount, UNITS[unit]);
    }

    /** A number with its thousands apart: {@code 1,234,567}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A length of time in its two largest units: {@code 2 h 5 min}. */
    static String time(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return time.toSeconds() + " s";
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        if (time.compareTo(Duration.ofDays(1)) < 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toDays() + " d " + time.toHoursPart() + " h";
    }
}
