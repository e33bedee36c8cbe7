/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.mesura.policy.Cap;
import org.mesura.policy.Measure;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;

/**
 * Keeps what is known of each account and runs pure functions on it, one atomic step per account whatever the number of
 * threads: {@link Review#decide} above all. Submissions of different accounts wait for each other at most as long as a
 * decision takes.
 */
public interface AccountBook {
    /** How old what {@link #glance} goes by may be. */
    Duration GLANCE = Duration.ofSeconds(1);

    /**
     * Reviews {@code request} in the name of its sender: decides, charges the account, caps and permits, and records, or
     * none of it.
     *
     * @param now the instant of the review, as the caller read it; see {@link Timing}
     */
    Ruling decide(Request request, Instant now);

    /**
     * Changes what is known of {@code sender}, a reservation, a suspension, a permit, in one atomic step: see {@link
     * Accounts} for the changes there are.
     *
     * @return the change's answer
     */
    <T> T change(Sender sender, Change<T> change, Instant now);

    /** What a review of {@code request} would answer at {@code now}; nothing is charged or recorded. */
    default Ruling peek(Request request, Instant now) {
        return change(
                request.submission().sender(),
                (before, caps) -> Changed.to(before, Review.ask(before, caps, request, now)),
                now);
    }

    /**
     * What a review of {@code request} would answer at {@code now}, by what was known at most {@link #GLANCE} ago. Nothing
     * is charged or recorded, and it waits for nothing, neither a store nor a decision on the same account: for whoever
     * keeps a mail program waiting meanwhile.
     *
     * @return empty if it cannot be told without waiting
     */
    Optional<Ruling> glance(Request request, Instant now);

    /** What was known of {@code sender} at most {@link #GLANCE} ago; empty if nothing was, or it would have to wait. */
    Optional<AccountState> glance(Sender sender);

    /** What is known of {@code sender} now; empty if nothing is. */
    Optional<AccountState> find(Sender sender);

    /** Forgets all of {@code sender}. */
    void forget(Sender sender);

    /**
     * Makes all that is known of {@code from} known of {@code to}, joined to what is known of it already; {@code from} is
     * forgotten. Nothing counts twice.
     */
    void rename(Sender from, Sender to, Instant now);

    /**
     * The accounts that were charged most of {@code measure} in {@code (now - window, now]}, the most first.
     *
     * @param most how many at most
     */
    ImmutableList<Ranked> top(Measure measure, Duration window, int most, Instant now);

    /** How full {@code cap} is at {@code now}. */
    LimitUsage usage(Cap cap, Instant now);

    /**
     * Shows {@code reader} every account of which something is known, each once, in no certain order and each as it is when
     * its turn comes; one that comes to be known meanwhile may be left out. Few are in memory for it at a time.
     *
     * @throws UncheckedIOException if the store cannot be asked: what was shown is not all then
     */
    void walk(BiConsumer<Sender, AccountState> reader);

    /** What was charged to {@code cap}. */
    CapRecord charged(Cap cap);

    /**
     * Takes in what {@code kept} has more than what is known of {@code cap}: see {@link CapRecord#restoredBy}.
     *
     * @throws UncheckedIOException if the store cannot be asked
     */
    void restore(Cap cap, CapRecord kept);

    /**
     * From now on tells {@code hearer} of each account for which something was decided out of touch with the store, as
     * soon as it is in touch again: there may be more room than there was for it. Of a store that is never out of touch
     * nothing is told.
     *
     * @param hearer is called while the account is locked, and must wait for nothing
     */
    default void tellOfReturns(Consumer<Sender> hearer) {}

    /**
     * A place in {@link #top}.
     *
     * @param sender the account
     * @param used what it was charged
     */
    record Ranked(Sender sender, long used) {}
}
