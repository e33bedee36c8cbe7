/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

import org.mesura.submission.Recipients;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import com.google.common.primitives.ImmutableLongArray;

/**
 * One text and whom it reached: each distinct external recipient with the last instant a message of it went there, and
 * the instants of the messages.
 *
 * @param text the hash of the text as it was last seen
 * @param common what its messages have in common; none of a text too short for it, which is known by its hash alone
 * @param recipients keyed hashes of the recipients, ascending
 * @param seen for each recipient, when it was last written to, in milliseconds
 * @param messages the instants of the latest messages, ascending, in milliseconds
 */
public record Campaign(
        long text,
        Optional<Consensus> common,
        ImmutableLongArray recipients,
        ImmutableLongArray seen,
        ImmutableLongArray messages) {
    /** Beyond this many messages the oldest are forgotten; recipients, which decide, are not. */
    static final int MESSAGES_KEPT = 512;

    public Campaign {
        checkArgument(
                recipients.length() == seen.length(),
                "a campaign of %s recipients needs as many instants, got %s",
                recipients.length(),
                seen.length());
    }

    /** A text that nobody got yet. */
    static Campaign of(long text, Optional<Sketch> sketch) {
        return new Campaign(
                text,
                sketch.map(Consensus::of),
                ImmutableLongArray.of(),
                ImmutableLongArray.of(),
                ImmutableLongArray.of());
    }

    /** The evidence in the window after {@code outside} if one more message went to {@code more} at {@code now}. */
    Evidence evidenceWith(Recipients more, long outside, long now) {
        long known = 0;
        for (int index = 0; index < more.outside(); index++) {
            int place = place(more.external().get(index));
            if (place >= 0 && seen.get(place) > outside) {
                known++;
            }
        }
        Evidence before = evidence(outside);
        long since = before.messages() == 0 ? now : before.since().toEpochMilli();
        return new Evidence(
                Instant.ofEpochMilli(since), before.messages() + 1, before.recipients() - known + more.outside());
    }

    /** The evidence in the window after {@code outside}. */
    Evidence evidence(long outside) {
        long since = messages.stream().filter(at -> at > outside).min().orElse(outside);
        return new Evidence(Instant.ofEpochMilli(since), countAfter(messages, outside), countAfter(seen, outside));
    }

    /** This campaign with one more message of it, without what lies outside the window. */
    Campaign with(long latestText, Optional<Sketch> sketch, Recipients more, long outside, long now) {
        return new Reached(this, more, outside, now)
                .campaign(latestText, common.flatMap(before -> sketch.map(before::with)), sent(outside, now));
    }

    private ImmutableLongArray sent(long outside, long now) {
        int gone = 0;
        while (gone < messages.length() && messages.get(gone) <= outside) {
            gone++;
        }
        int from = Math.max(gone, messages.length() + 1 - MESSAGES_KEPT);
        return ImmutableLongArray.builder(messages.length() + 1 - from)
                .addAll(messages.subArray(from, messages.length()))
                .add(now)
                .build();
    }

    private int place(long recipient) {
        int low = 0;
        int high = recipients.length() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(recipients.get(middle), recipient);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** This campaign and {@code other}, of one text. */
    Campaign joinedTo(Campaign other) {
        NavigableMap<Long, Long> reached = new TreeMap<>();
        for (Campaign one : List.of(this, other)) {
            for (int index = 0; index < one.recipients.length(); index++) {
                reached.merge(one.recipients.get(index), one.seen.get(index), Math::max);
            }
        }
        long[] sent = LongStream.concat(messages.stream(), other.messages.stream())
                .sorted()
                .toArray();
        return new Campaign(
                text,
                common,
                ImmutableLongArray.copyOf(reached.keySet()),
                ImmutableLongArray.copyOf(reached.values()),
                ImmutableLongArray.copyOf(sent).subArray(Math.max(0, sent.length - MESSAGES_KEPT), sent.length));
    }

    /** This campaign and an older copy of it, or of what grew from the same: a message that both have counts once. */
    Campaign restoredBy(Campaign older) {
        if (equals(older)) {
            return this;
        }
        Campaign both = joinedTo(older);
        // instants have no names: as many of one as whoever knows more of them has
        long[] sent =
                Multisets.union(HashMultiset.create(messages.asList()), HashMultiset.create(older.messages.asList()))
                        .stream()
                        .mapToLong(Long::longValue)
                        .sorted()
                        .toArray();
        return new Campaign(
                text,
                common,
                both.recipients,
                both.seen,
                ImmutableLongArray.copyOf(sent).subArray(Math.max(0, sent.length - MESSAGES_KEPT), sent.length));
    }

    /** This campaign without the messages of {@code before}, which it grew from. */
    Campaign since(Campaign before) {
        Multiset<Long> added = HashMultiset.create(messages.asList());
        Multisets.removeOccurrences(added, before.messages.asList());
        return new Campaign(
                text,
                common,
                recipients,
                seen,
                ImmutableLongArray.copyOf(
                        added.stream().mapToLong(Long::longValue).sorted()));
    }

    /** Whether {@code other} is of the same text. */
    boolean isAlike(Campaign other) {
        return text == other.text
                || common.isPresent()
                        && other.common.isPresent()
                        && common.get().agreement(other.common.get()) >= Campaigns.ALIKE;
    }

    /** This campaign after a clock that may have gone back: nothing was sent after {@code now}. */
    Campaign asOf(long now) {
        return new Campaign(text, common, recipients, atMost(seen, now), atMost(messages, now));
    }

    long latest() {
        return messages.isEmpty() ? Long.MIN_VALUE : messages.get(messages.length() - 1);
    }

    private static long countAfter(ImmutableLongArray instants, long outside) {
        long count = 0;
        for (int index = 0; index < instants.length(); index++) {
            if (instants.get(index) > outside) {
                count++;
            }
        }
        return count;
    }

    private static ImmutableLongArray atMost(ImmutableLongArray instants, long now) {
        return ImmutableLongArray.copyOf(instants.stream().map(at -> Math.min(at, now)));
    }

    /** Merges two ascending lists of recipients: those known and still in the window, and those of one more message. */
    private static final class Reached {
        private final long[] recipients;
        private final long[] seen;
        private int count;

        Reached(Campaign known, Recipients more, long outside, long now) {
            ImmutableLongArray added = more.external();
            recipients = new long[known.recipients.length() + added.length()];
            seen = new long[recipients.length];
            int next = 0;
            for (int index = 0; index < known.recipients.length(); index++) {
                long recipient = known.recipients.get(index);
                while (next < added.length() && added.get(next) < recipient) {
                    add(added.get(next++), now);
                }
                if (next < added.length() && added.get(next) == recipient) {
                    add(recipient, now);
                    next++;
                } else if (known.seen.get(index) > outside) {
                    add(recipient, known.seen.get(index));
                }
            }
            while (next < added.length()) {
                add(added.get(next++), now);
            }
        }

        private void add(long recipient, long at) {
            recipients[count] = recipient;
            seen[count] = at;
            count++;
        }

        Campaign campaign(long text, Optional<Consensus> common, ImmutableLongArray messages) {
            return new Campaign(
                    text,
                    common,
                    ImmutableLongArray.copyOf(Arrays.copyOf(recipients, count)),
                    ImmutableLongArray.copyOf(Arrays.copyOf(seen, count)),
                    messages);
        }
    }
}
