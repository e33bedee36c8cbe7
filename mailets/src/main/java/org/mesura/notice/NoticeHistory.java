/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;

/**
 * The notices an account got lately, oldest first; all that is needed to say whether it may get another.
 *
 * <p>One topic is written of once per quiet period, and a warning once a day at most, whichever limit it is about. In a
 * rolling day an account gets so many notices and no more, and <b>the last of them is kept for what did not arrive</b>, or
 * not yet: a refusal, a deferral, a message kept for a decision. Of three, advice and warnings may use two. So whoever is
 * stopped learns why, however much advice came before. With a cap of one, nothing else is written of.
 *
 * <p>A suspension, its lifting, the closing summary of deferrals and what the administrator is told are outside that count (guarantee 9): they neither wait
 * for it nor use it up.
 *
 * @param written the notices
 */
public record NoticeHistory(ImmutableList<Written> written) {
    public static final NoticeHistory NONE = new NoticeHistory(ImmutableList.of());

    private static final Duration DAY = Duration.ofDays(1);

    /**
     * A notice that an account got.
     *
     * @param at when
     * @param topic of what; equal topics are the same thing said again
     */
    public record Written(Instant at, String topic) {}

    /** Whether a notice of {@code topic} may be written at {@code now}. */
    public boolean allows(String topic, Kind kind, Instant now, NoticeRules rules) {
        Instant quietSince = now.minus(quiet(kind, rules));
        boolean said = written.stream()
                .anyMatch(notice -> notice.topic().equals(topic) && notice.at().isAfter(quietSince));
        if (said || !kind.isCapped()) {
            return !said;
        }
        int slots = kind.isOfUndelivered() ? rules.perAccountPerDay() : rules.perAccountPerDay() - 1;
        return countedSince(now.minus(DAY)) < slots;
    }

    /** This and one more notice; what no rule will ask for again is forgotten. */
    public NoticeHistory and(String topic, Instant now, NoticeRules rules) {
        Instant horizon = now.minus(memory(rules));
        return new NoticeHistory(ImmutableList.<Written>builder()
                .addAll(written.stream()
                        .filter(notice -> notice.at().isAfter(horizon))
                        .iterator())
                .add(new Written(now, topic))
                .build());
    }

    /** This and {@code other}, in order; what both know stands once. */
    public NoticeHistory joined(NoticeHistory other) {
        return new NoticeHistory(Stream.concat(written.stream(), other.written.stream())
                .distinct()
                .sorted(Comparator.comparing(Written::at))
                .collect(ImmutableList.toImmutableList()));
    }

    /** How long a notice matters. */
    public static Duration memory(NoticeRules rules) {
        return longer(rules.quietPeriod(), DAY);
    }

    private static Duration quiet(Kind kind, NoticeRules rules) {
        return kind == Kind.WARNING ? longer(rules.quietPeriod(), DAY) : rules.quietPeriod();
    }

    private long countedSince(Instant instant) {
        return written.stream()
                .filter(notice -> Kind.isCapped(notice.topic()))
                .filter(notice -> notice.at().isAfter(instant))
                .count();
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
