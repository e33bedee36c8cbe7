/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Optional;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;

/**
 * What a notice says, in the text that a {@link NoticeLog} keeps of it: {@code warning/recipients per 1h}. What is to stay
 * said for longer than the quiet period, whatever that is, says until when: {@code
 * permit-granted/feria-2026;until=2026-12-07T23:00:00Z}. A notice may say several things, each on a line: the first is
 * what it is about, the others need not be said again on their own. It is text, so that a store keeps a topic as it came.
 *
 * @param subject what is said; the same subject is the same word
 * @param until until when it stays said at the least
 */
record Topic(String subject, Optional<Instant> until) {
    private static final String UNTIL = ";until=";

    /** A topic that is said for the quiet period. */
    static Topic of(String subject) {
        return new Topic(subject.replace('\n', ' '), Optional.empty());
    }

    /** A topic that stays said until {@code until} at the least. */
    static Topic lasting(String subject, Instant until) {
        return new Topic(subject.replace('\n', ' '), Optional.of(until));
    }

    /** All of {@code topics}, which one notice says, as a log keeps them. */
    static String text(Collection<Topic> topics) {
        return String.join("\n", topics.stream().map(Topic::text).toList());
    }

    /** What {@link #text} was made of; at least one. */
    static ImmutableList<Topic> all(String text) {
        return Splitter.on('\n').splitToStream(text).map(Topic::read).collect(ImmutableList.toImmutableList());
    }

    private String text() {
        return subject + until.map(instant -> UNTIL + instant).orElse("");
    }

    private static Topic read(String line) {
        int end = line.lastIndexOf(UNTIL);
        if (end < 0) {
            return of(line);
        }
        try {
            return lasting(line.substring(0, end), Instant.parse(line.substring(end + UNTIL.length())));
        } catch (DateTimeParseException anySubject) {
            return of(line);
        }
    }
}
