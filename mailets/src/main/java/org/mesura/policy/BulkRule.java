/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * When the same text, or one much like it, to many outsiders is a mass mailing. The counts are distinct external recipients
 * of one campaign in a rolling window; an answer to somebody who wrote to the account first does not count. A text that says
 * little of its sender's own, because it is brief or forwarded, may reach twice as many at each threshold.
 *
 * @param advise from this many on the sender gets guidance; the message is delivered
 * @param stop beyond this many it is stopped, as {@code action} says
 * @param refuse beyond this many it is refused whatever {@code stop} would do
 * @param visible from this many external addresses in To and Cc on the sender is told of Bcc and lists
 * @param window the rolling window over which a campaign's recipients count
 * @param answersWithin how long after an outsider's message one message back is taken for the answer; zero if never
 * @param action what becomes of a campaign beyond {@code stop}
 * @param pace how many external recipients an hour it may leave to where {@code action} paces it
 */
public record BulkRule(
        long advise,
        long stop,
        long refuse,
        int visible,
        Duration window,
        Duration answersWithin,
        BulkAction action,
        long pace) {
    public BulkRule {
        checkArgument(advise >= 1, "bulk 'advise' must be at least 1, got '%s'", advise);
        checkArgument(stop >= advise, "bulk 'stop' must be at least 'advise' (%s), got '%s'", advise, stop);
        checkArgument(refuse >= stop, "bulk 'refuse' must be at least 'stop' (%s), got '%s'", stop, refuse);
        checkArgument(visible >= 1, "bulk 'visible' must be at least 1, got '%s'", visible);
        checkArgument(
                window.compareTo(Limit.SHORTEST) >= 0 && window.compareTo(Limit.LONGEST) <= 0,
                "bulk 'window' must be from 100ms to 31d, got '%s'",
                window);
        checkArgument(
                !answersWithin.isNegative() && answersWithin.compareTo(Limit.LONGEST) <= 0,
                "bulk 'answersWithin' must be from 0s to 31d, got '%s'",
                answersWithin);
        checkArgument(pace >= 1 && pace <= Limit.MOST, "bulk 'pace' must be from 1 to %s, got '%s'", Limit.MOST, pace);
    }

    /** Whether any message is taken for an answer. */
    public boolean excusesAnswers() {
        return !answersWithin.isZero();
    }
}
