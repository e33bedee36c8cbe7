/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * The most that an account may send of one measure in any rolling window: {@code recipients 500 per 1h}.
 *
 * @param measure what is counted
 * @param quantity the most that fits, at least 1 and at most {@link #MOST}
 * @param window the length of the rolling window, from 100 milliseconds to 31 days; "a day" is 24 hours
 */
public record Limit(Measure measure, long quantity, Duration window) {
    public static final Duration SHORTEST = Duration.ofMillis(100);
    public static final Duration LONGEST = Duration.ofDays(31);

    /** The largest quantity, far beyond any need: sums of what was used stay exact. */
    public static final long MOST = 1_000_000_000_000_000L;

    public Limit {
        checkArgument(
                quantity >= 1,
                "limit '%s per %s' must be at least 1, got '%s'",
                measure.words(),
                spell(window),
                quantity);
        checkArgument(
                quantity <= MOST,
                "limit '%s per %s' must be at most %s, got '%s'",
                measure.words(),
                spell(window),
                MOST,
                quantity);
        checkArgument(
                window.compareTo(SHORTEST) >= 0 && window.compareTo(LONGEST) <= 0,
                "limit '%s': the window must be from 100ms to 31d, got '%s'",
                measure.words(),
                window);
    }

    /** The limit's name, the same whatever its quantity: {@code recipients per 1h}. */
    public String name() {
        return measure.words() + " per " + spell(window);
    }

    /** A duration as configuration writes it, in the largest unit that divides it: {@code 30s}, {@code 1h}, {@code 31d}. */
    public static String spell(Duration duration) {
        long seconds = duration.toSeconds();
        if (duration.getNano() != 0 || seconds == 0) {
            return duration.toMillis() + "ms";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        if (seconds % 60 == 0) {
            return seconds / 60 + "min";
        }
        return seconds + "s";
    }

    @Override
    public String toString() {
        return measure.words() + " " + quantity + " per " + spell(window);
    }
}
