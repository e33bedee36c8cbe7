/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;

import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

/** Remembers what was written to whom, so that nobody is written to too often. A port; each method is one atomic step. */
public interface NoticeLog {
    /**
     * Takes the sender's turn for a notice of {@code topic} if {@link NoticeHistory#allows} and {@link
     * NoticeRules#perHour} let it, and remembers it for as long as {@link NoticeHistory#keptUntil} says. Of any number of
     * claims at once for one sender and topic, one is granted.
     *
     * <p>The cap of the hour is of each {@link Lane}. What was {@link Turn#SAID} is not told to be over it.
     */
    Turn turn(Sender sender, String topic, Kind kind, Instant now, NoticeRules rules);

    /** As above; whether the notice may be written. */
    default boolean claim(Sender sender, String topic, Kind kind, Instant now, NoticeRules rules) {
        return turn(sender, topic, kind, now, rules) == Turn.TAKEN;
    }

    /** Whether {@code what} was recorded as sent for {@code id}. */
    boolean wasSent(SubmissionId id, String what);

    /** Records that {@code what} was sent for {@code id}. May be forgotten after a day. */
    void recordSent(SubmissionId id, String what, Instant now);

    /** Forgets what {@code sender} was written. */
    void forget(Sender sender);

    /** Remembers of {@code to} what {@code from} was written, beside what is remembered of it; {@code from} is forgotten. */
    void rename(Sender from, Sender to);
}
