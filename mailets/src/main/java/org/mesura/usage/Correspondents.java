/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.mesura.policy.Limit;
import org.mesura.submission.Recipients;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;

/**
 * The outsiders who wrote to an account lately, and which of their messages wait for an answer. Each such message excuses
 * one later message to its sender from the bulk rule: that one is taken for the answer.
 *
 * <p>Example: 60 citizens ask a desk for its opening hours on Monday. The same two lines to each of them on Tuesday are 60
 * answers and no mailing. The same two lines to all of them on Wednesday are one, for nothing of theirs is left to be
 * answered.
 *
 * <p>Bounded: the latest {@value #KEPT} messages, and of one outsider the latest {@value #KEPT_OF_ONE}, so that an
 * automaton that writes all day does not push everybody else out. An answer takes its message away; one that is delivered
 * again before that is known by its hash, after that it excuses once more. Side by side in three arrays, 20 octets a
 * message, the latest last. Immutable.
 *
 * @param outsiders who wrote, by keyed hash, once for each message
 * @param messages a hash of each message, which tells it from others of the same outsider
 * @param at when each came, in milliseconds
 */
public record Correspondents(ImmutableLongArray outsiders, ImmutableIntArray messages, ImmutableLongArray at) {
    /** Nobody wrote, or everybody has an answer. */
    public static final Correspondents NONE =
            new Correspondents(ImmutableLongArray.of(), ImmutableIntArray.of(), ImmutableLongArray.of());

    static final int KEPT = 2_000;
    static final int KEPT_OF_ONE = 10;

    public Correspondents {
        checkArgument(
                outsiders.length() == messages.length() && outsiders.length() == at.length(),
                "messages need a sender, a hash and an instant each, got %s, %s and %s",
                outsiders.length(),
                messages.length(),
                at.length());
    }

    /** How many messages are kept, be they too old for an answer or not. */
    public int size() {
        return outsiders.length();
    }

    /**
     * These and one more message, unless it is among them; without those that came too long ago for an answer.
     *
     * @param within how long after a message an answer is taken for one
     */
    public Correspondents with(long outsider, int message, Duration within, Instant now) {
        long outside = outside(within, now);
        return knows(outsider, message)
                ? this
                : only(index -> at.get(index) > outside).adding(outsider, message, now.toEpochMilli());
    }

    /** {@code recipients} without the outsiders among them whom a message at {@code now} would answer. */
    public Recipients strangersAmong(Recipients recipients, Duration within, Instant now) {
        if (isNone() || recipients.outside() == 0) {
            return recipients;
        }
        long outside = outside(within, now);
        boolean[] answered = new boolean[recipients.outside()];
        boolean any = false;
        long[] asked = recipients.external().toArray();
        for (int index = size() - 1; index >= 0 && at.get(index) > outside; index--) {
            int recipient = Arrays.binarySearch(asked, outsiders.get(index));
            if (recipient >= 0) {
                answered[recipient] = true;
                any = true;
            }
        }
        return any
                ? Recipients.of(
                        recipients.internal(),
                        IntStream.range(0, asked.length)
                                .filter(recipient -> !answered[recipient])
                                .mapToLong(recipient -> asked[recipient])
                                .toArray())
                : recipients;
    }

    /** These after a message to {@code recipients}: it answers, of each outsider among them, the oldest message. */
    public Correspondents answeredBy(Recipients recipients, Duration within, Instant now) {
        if (isNone() || recipients.outside() == 0) {
            return this;
        }
        long outside = outside(within, now);
        long[] asked = recipients.external().toArray();
        boolean[] answered = new boolean[asked.length];
        return only(index -> {
            int recipient = at.get(index) > outside ? Arrays.binarySearch(asked, outsiders.get(index)) : -1;
            if (recipient < 0 || answered[recipient]) {
                return true;
            }
            answered[recipient] = true;
            return false;
        });
    }

    /** How many messages an answer at {@code now} would be taken for one of. */
    public long unanswered(Duration within, Instant now) {
        long outside = outside(within, now);
        return at.stream().filter(instant -> instant > outside).count();
    }

    /** These after a clock that may have gone back: nobody wrote after {@code now}. */
    public Correspondents asOf(Instant now) {
        long millis = now.toEpochMilli();
        if (isNone() || latest() <= millis) {
            return this;
        }
        return new Correspondents(
                outsiders, messages, ImmutableLongArray.copyOf(at.stream().map(instant -> Math.min(instant, millis))));
    }

    /** These and {@code other}, of one account; a message that both know counts once. */
    public Correspondents joinedTo(Correspondents other) {
        if (isNone() || other.isNone() || equals(other)) {
            return isNone() ? other : this;
        }
        return Stream.concat(all(), other.all())
                .sorted(Comparator.comparingLong(Message::at))
                .reduce(NONE, Correspondents::adding, Correspondents::joinedTo);
    }

    /** These with the messages that came and were answered between {@code before} and {@code after} elsewhere. */
    public Correspondents withChange(Correspondents before, Correspondents after) {
        if (before.equals(after)) {
            return this;
        }
        Correspondents both = joinedTo(after);
        return both.only(index -> {
            long outsider = both.outsiders.get(index);
            int message = both.messages.get(index);
            // known before and not in both by now: one place has answered it
            return !before.knows(outsider, message) || knows(outsider, message) && after.knows(outsider, message);
        });
    }

    /** Whether no policy would take a message at {@code now} for an answer to any of them. */
    public boolean isEmpty(Instant now) {
        return isNone() || latest() <= outside(Limit.LONGEST, now);
    }

    private boolean isNone() {
        return outsiders.isEmpty();
    }

    private boolean knows(long outsider, int message) {
        return IntStream.range(0, size())
                .anyMatch(index -> outsiders.get(index) == outsider && messages.get(index) == message);
    }

    private Correspondents adding(Message more) {
        return knows(more.outsider(), more.message()) ? this : adding(more.outsider(), more.message(), more.at());
    }

    private Correspondents adding(long outsider, int message, long millis) {
        Correspondents kept = withRoomFor(outsider);
        return new Correspondents(
                ImmutableLongArray.builder(kept.size() + 1)
                        .addAll(kept.outsiders)
                        .add(outsider)
                        .build(),
                ImmutableIntArray.builder(kept.size() + 1)
                        .addAll(kept.messages)
                        .add(message)
                        .build(),
                ImmutableLongArray.builder(kept.size() + 1)
                        .addAll(kept.at)
                        .add(millis)
                        .build());
    }

    private Correspondents withRoomFor(long outsider) {
        int[] own = IntStream.range(0, size())
                .filter(index -> outsiders.get(index) == outsider)
                .toArray();
        if (own.length >= KEPT_OF_ONE) {
            return only(index -> index != own[0]);
        }
        return size() < KEPT ? this : only(index -> index > 0);
    }

    /** Those of the messages that are {@code kept}, which is asked once for each, the oldest first. */
    private Correspondents only(IntPredicate kept) {
        int[] left = IntStream.range(0, size()).filter(kept).toArray();
        if (left.length == size()) {
            return this;
        }
        return left.length == 0
                ? NONE
                : new Correspondents(
                        ImmutableLongArray.copyOf(Arrays.stream(left).mapToLong(outsiders::get)),
                        ImmutableIntArray.copyOf(Arrays.stream(left).map(messages::get)),
                        ImmutableLongArray.copyOf(Arrays.stream(left).mapToLong(at::get)));
    }

    private Stream<Message> all() {
        return IntStream.range(0, size())
                .mapToObj(index -> new Message(outsiders.get(index), messages.get(index), at.get(index)));
    }

    private long latest() {
        return at.get(at.length() - 1);
    }

    private static long outside(Duration window, Instant now) {
        return now.minus(window).toEpochMilli();
    }

    private record Message(long outsider, int message, long at) {}
}
