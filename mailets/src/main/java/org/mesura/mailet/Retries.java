/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.inject.Inject;
import javax.inject.Singleton;

import org.mesura.hold.HeldMail;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableSet;

/**
 * The held mails and accounts for which something failed, and when it is tried again: after 1 second, then twice as long
 * each time, at most {@link #LONGEST}. The first {@value #PATIENT} times the account's other mails wait too, for they
 * leave in order; after that one mail that cannot leave keeps back no other. For one thread.
 */
@Singleton
final class Retries {
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final int PATIENT = 5;

    private static final int DOUBLINGS = 10;

    private final Map<SubmissionId, Retry> mails = new HashMap<>();
    private final Map<Sender, Retry> senders = new HashMap<>();

    @Inject
    Retries() {}

    private record Retry(int attempts, Instant at) {
        static final Retry NONE = new Retry(0, Instant.EPOCH);

        Retry again(Instant now) {
            Duration delay = Duration.ofSeconds(1L << Math.min(attempts, DOUBLINGS));
            return new Retry(attempts + 1, now.plus(delay.compareTo(LONGEST) < 0 ? delay : LONGEST));
        }

        Retry at(Instant other) {
            return new Retry(attempts, other);
        }

        boolean isLaterThan(Instant now) {
            return at.isAfter(now);
        }
    }

    /**
     * Notes that what was due for {@code mail} failed at {@code now}. Answers whether the account's next may go first from
     * now on.
     */
    boolean failed(HeldMail mail, Instant now) {
        Retry retry = mails.getOrDefault(mail.id(), Retry.NONE).again(now);
        mails.put(mail.id(), retry);
        if (retry.attempts() <= PATIENT) {
            senders.put(
                    mail.sender(),
                    senders.getOrDefault(mail.sender(), Retry.NONE).at(retry.at()));
        }
        return retry.attempts() > PATIENT;
    }

    /** Notes that the mails of {@code sender} could not be planned at {@code now}. */
    void failed(Sender sender, Instant now) {
        senders.put(sender, senders.getOrDefault(sender, Retry.NONE).again(now));
    }

    /**
     * Lets {@code mail} wait a second, which is no failure: another server has its lease. The account's other mails wait
     * too, for they leave in order.
     */
    void later(HeldMail mail, Instant now) {
        Instant at = now.plusSeconds(1);
        mails.put(mail.id(), mails.getOrDefault(mail.id(), Retry.NONE).at(at));
        if (!holdBack(mail.sender(), at)) {
            senders.put(
                    mail.sender(),
                    senders.getOrDefault(mail.sender(), Retry.NONE).at(at));
        }
    }

    void succeeded(HeldMail mail) {
        mails.remove(mail.id());
        senders.remove(mail.sender());
    }

    /** Whether nothing is to be done for the mail of {@code id} yet. */
    boolean holdBack(SubmissionId id, Instant now) {
        return mails.getOrDefault(id, Retry.NONE).isLaterThan(now);
    }

    /** Whether nothing is to be done for {@code mail} yet, because of itself or of its account. */
    boolean holdBack(HeldMail mail, Instant now) {
        return holdBack(mail.id(), now) || holdBack(mail.sender(), now);
    }

    /** The accounts for whose mails nothing is to be done yet. */
    ImmutableSet<Sender> heldBack(Instant now) {
        return senders.entrySet().stream()
                .filter(entry -> entry.getValue().isLaterThan(now))
                .map(Map.Entry::getKey)
                .collect(ImmutableSet.toImmutableSet());
    }

    /** Whether nothing is to be done for the mails of {@code sender} yet. */
    boolean holdBack(Sender sender, Instant now) {
        return senders.getOrDefault(sender, Retry.NONE).isLaterThan(now);
    }

    /** When something is tried again next. */
    Optional<Instant> next(Instant now) {
        return Stream.concat(mails.values().stream(), senders.values().stream())
                .filter(retry -> retry.isLaterThan(now))
                .map(Retry::at)
                .min(Instant::compareTo);
    }

    /** How many mails of those that are due may be kept back alone. */
    int mails() {
        return mails.size();
    }

    /** Forgets the mails that are not {@code held} any more: not all come to their end in the thread of the schedule. */
    void keepOnly(Predicate<SubmissionId> held) {
        mails.keySet().removeIf(held.negate());
    }

    /** Tries all again at once, after a clock that went back. */
    void clockWentBack(Instant now) {
        mails.replaceAll((id, retry) -> retry.at(now));
        senders.replaceAll((sender, retry) -> retry.at(now));
    }
}
