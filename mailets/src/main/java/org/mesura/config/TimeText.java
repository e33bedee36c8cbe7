/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.time.Duration;

/** A length of time as the file writes it, for who reads one elsewhere: {@code 30s}, {@code 60min}, {@code 1h}, {@code 1d}. */
public final class TimeText {
    private TimeText() {}

    /**
     * The length of time that {@code text} says, from 1 second to 31 days.
     *
     * @throws IllegalArgumentException with the rule that {@code text} breaks, as it follows the name of what was read
     */
    public static Duration parse(String text) {
        try {
            return Values.window(text);
        } catch (BrokenRule broken) {
            throw new IllegalArgumentException(broken.getMessage(), broken);
        }
    }
}
