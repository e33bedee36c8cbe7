/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.mesura.submission.Recipients;

import com.google.common.primitives.ImmutableLongArray;

/**
 * One text and whom it reached: each distinct external recipient with the last instant a message of it went there, and
 * the instants of the messages.
 *
 * @param text the fingerprint's hash
 * @param recipients keyed hashes of the recipients, ascending
 * @param seen for each recipient, when it was last written to, in milliseconds
 * @param messages the instants of the latest messages, ascending, in milliseconds
 */
public record Campaign(long text, ImmutableLongArray recipients, ImmutableLongArray seen, ImmutableLongArray messages) {
    /** Beyond this many messages the oldest are forgotten; recipients, which decide, are not. */
    static final int MESSAGES_KEPT = 1_000;

    public Campaign {
        checkArgument(
                recipients.length() == seen.length(),
                "a campaign of %s recipients needs as many instants, got %s",
                recipients.length(),
                seen.length());
    }

    static Campaign of(long text) {
        return new Campaign(text, ImmutableLongArray.of(), ImmutableLongArray.of(), ImmutableLongArray.of());
    }

    /** The evidence in the window after {@code outside} if one more message went to {@code more} at {@code now}. */
    Evidence evidenceWith(Recipients more, long outside, long now) {
        long[] asked = more.external().toArray();
        long known = IntStream.range(0, recipients.length())
                .filter(index -> seen.get(index) > outside)
                .filter(index -> Arrays.binarySearch(asked, recipients.get(index)) >= 0)
                .count();
        long since = messages.stream().filter(at -> at > outside).min().orElse(now);
        return new Evidence(
                Instant.ofEpochMilli(since), sentAfter(outside) + 1, reachAfter(outside) - known + more.outside());
    }

    /** The evidence in the window after {@code outside}. */
    Evidence evidence(long outside) {
        long since = messages.stream().filter(at -> at > outside).min().orElse(outside);
        return new Evidence(Instant.ofEpochMilli(since), sentAfter(outside), reachAfter(outside));
    }

    Campaign with(Recipients more, long outside, long now) {
        NavigableMap<Long, Long> reached = new TreeMap<>();
        for (int index = 0; index < recipients.length(); index++) {
            if (seen.get(index) > outside) {
                reached.put(recipients.get(index), seen.get(index));
            }
        }
        more.external().forEach(recipient -> reached.put(recipient, now));
        LongStream sent = LongStream.concat(messages.stream().filter(at -> at > outside), LongStream.of(now));
        long[] latest = sent.toArray();
        return new Campaign(
                text,
                ImmutableLongArray.copyOf(reached.keySet()),
                ImmutableLongArray.copyOf(reached.values()),
                ImmutableLongArray.copyOf(latest).subArray(Math.max(0, latest.length - MESSAGES_KEPT), latest.length));
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
                ImmutableLongArray.copyOf(reached.keySet()),
                ImmutableLongArray.copyOf(reached.values()),
                ImmutableLongArray.copyOf(sent).subArray(Math.max(0, sent.length - MESSAGES_KEPT), sent.length));
    }

    /** This campaign after a clock that may have gone back: nothing was sent after {@code now}. */
    Campaign asOf(long now) {
        return new Campaign(text, recipients, atMost(seen, now), atMost(messages, now));
    }

    long latest() {
        return messages.isEmpty() ? Long.MIN_VALUE : messages.get(messages.length() - 1);
    }

    private long sentAfter(long outside) {
        return messages.stream().filter(at -> at > outside).count();
    }

    private long reachAfter(long outside) {
        return seen.stream().filter(at -> at > outside).count();
    }

    private static ImmutableLongArray atMost(ImmutableLongArray instants, long now) {
        return ImmutableLongArray.copyOf(instants.stream().map(at -> Math.min(at, now)));
    }
}
