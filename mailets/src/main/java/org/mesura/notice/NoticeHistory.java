/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;

/**
 * The notices an account got lately, oldest first; all that is needed to say whether it may get another.
 *
 * <p>One topic is written of once per quiet period. Some stay said for longer: that a limit is close for the limit's
 * window, that a permit was granted, or ended, for as long as there is anything to say of it (ADR 17). In a rolling day an
 * account gets so many notices and no more, and <b>the last of them is kept for what did not arrive</b>, or not yet: a
 * refusal, a deferral, a message kept for a decision. Of three, advice and warnings may use two. So whoever is stopped
 * learns why, however much advice came before. With a cap of one, nothing else is written of.
 *
 * <p>A suspension, its lifting, the closing summary of deferrals, that a permit was granted or ended, and what the
 * administrator is told are outside that count (guarantee 9): they neither wait for it nor use it up.
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
     * @param topic of what, in the text of {@link Topic}; equal topics are the same thing said again
     */
    public record Written(Instant at, String topic) {
        /** Until when it is remembered: as long as a rule may ask for it. */
        private Instant keptUntil(NoticeRules rules) {
            Instant usual = at.plus(memory(rules));
            return Topic.all(topic).stream()
                    .map(Topic::until)
                    .flatMap(Optional::stream)
                    .filter(until -> until.isAfter(usual))
                    .max(Comparator.naturalOrder())
                    .orElse(usual);
        }

        private boolean says(String subject, Instant now, NoticeRules rules) {
            boolean quiet = at.isAfter(now.minus(rules.quietPeriod()));
            return Topic.all(topic).stream()
                    .filter(said -> said.subject().equals(subject))
                    .anyMatch(
                            said -> quiet || said.until().filter(now::isBefore).isPresent());
        }
    }

    /** Whether a notice of {@code topic} may be written at {@code now}. */
    public boolean allows(String topic, Kind kind, Instant now, NoticeRules rules) {
        String subject = Topic.all(topic).get(0).subject();
        boolean said = written.stream().anyMatch(notice -> notice.says(subject, now, rules));
        if (said || !kind.isCapped()) {
            return !said;
        }
        int slots = kind.isOfUndelivered() ? rules.perAccountPerDay() : rules.perAccountPerDay() - 1;
        return countedSince(now.minus(DAY)) < slots;
    }

    /** This and one more notice; what no rule will ask for again is forgotten. */
    public NoticeHistory and(String topic, Instant now, NoticeRules rules) {
        return new NoticeHistory(ImmutableList.<Written>builder()
                .addAll(written.stream()
                        .filter(notice -> notice.keptUntil(rules).isAfter(now))
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

    /** The instant from which on no rule asks for any of it. */
    public Instant keptUntil(NoticeRules rules) {
        return written.stream()
                .map(notice -> notice.keptUntil(rules))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** Whether no rule asks for any of it at {@code now}; mostly the latest notice tells. */
    public boolean isOver(Instant now, NoticeRules rules) {
        int last = written.size() - 1;
        return last < 0
                || !written.get(last).at().isAfter(now.minus(memory(rules)))
                        && !keptUntil(rules).isAfter(now);
    }

    private static Duration memory(NoticeRules rules) {
        return rules.quietPeriod().compareTo(DAY) >= 0 ? rules.quietPeriod() : DAY;
    }

    private long countedSince(Instant instant) {
        return written.stream()
                .filter(notice -> Kind.isCapped(notice.topic()))
                .filter(notice -> notice.at().isAfter(instant))
                .count();
    }
}
