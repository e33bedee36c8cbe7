/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableMap;

/** One text and which accounts sent it lately. Changes; {@link ChainLetters} guards it. */
final class Spread {
    /** Of more accounts the one that rested longest is forgotten. */
    static final int ACCOUNTS_KEPT = 200;

    private final long text;
    private final Opening opening;
    private final Ending own;
    /** The one that sent it last the last. */
    private final Map<Sender, Share> shares = new LinkedHashMap<>();

    private Consensus common;
    private Instant latest;
    private Optional<Instant> told = Optional.empty();

    /** What one account sent of it. */
    private record Share(Instant since, Instant latest, long recipients) {}

    /**
     * A text that nobody sent yet.
     *
     * @param own how it ends above what many end with
     */
    Spread(SentText first, Ending own, Instant now) {
        this.text = first.text();
        this.opening = first.opening();
        this.own = own;
        this.common = Consensus.of(first.sketch());
        this.latest = now;
    }

    Opening opening() {
        return opening;
    }

    Instant latest() {
        return latest;
    }

    int accounts() {
        return shares.size();
    }

    /** In how many components another text agrees with this one. */
    int agreement(SentText other) {
        return common.agreement(other.sketch());
    }

    /** Whether it is the same text as one that ends like {@code other}, rather than another text above the same end. */
    boolean isAlikeAboveItsEnd(Ending other) {
        return own.beside(other) != Ending.Likeness.DIFFERENT;
    }

    /** {@code sender} sent it too. */
    void add(SentText sent, Sender sender, Instant outside, Instant now) {
        common = common.with(sent.sketch());
        latest = now;
        shares.values().removeIf(share -> !share.latest().isAfter(outside));
        // taken out first: who sent it last stands last
        Optional<Share> before = Optional.ofNullable(shares.remove(sender));
        shares.put(
                sender,
                new Share(
                        before.map(Share::since).orElse(now),
                        now,
                        before.map(Share::recipients).orElse(0L) + sent.recipients()));
        if (shares.size() > ACCOUNTS_KEPT) {
            shares.remove(shares.keySet().iterator().next());
        }
    }

    /** Whether so many accounts sent it that it should be told, and it was not within the window. */
    boolean isDue(int tellAt, Duration window, Instant now) {
        return shares.size() >= tellAt
                && told.filter(at -> at.plus(window).isAfter(now)).isEmpty();
    }

    /** What there is to tell of it, at {@code now}. */
    ChainLetter tell(Instant now) {
        told = Optional.of(now);
        return new ChainLetter(
                Long.toHexString(text),
                shares.values().stream()
                        .map(Share::since)
                        .min(Instant::compareTo)
                        .orElse(now),
                shares.entrySet().stream()
                        .sorted(Entry.comparingByValue(
                                comparingLong(Share::recipients).reversed()))
                        .collect(ImmutableMap.toImmutableMap(
                                Entry::getKey, share -> share.getValue().recipients())));
    }
}
