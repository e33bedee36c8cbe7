/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;

import org.apache.mailet.MailetContext;
import org.mesura.config.Settings;
import org.mesura.notice.Occasion;
import org.mesura.notice.PermitNews;
import org.mesura.policy.Permit;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.PermitUse;
import org.mesura.review.Permits;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

/**
 * Tells accounts of their permits: that one was granted, is nearly used, and gives no more. Each is told once, whoever
 * notices it and however often, restarts included: the notice log remembers it as long as the permit lasts (ADR 17).
 *
 * <p>That a permit was granted is noticed when the settings that name it come in force, at the start too, and at once
 * where it is granted otherwise ({@link #granted}); that it is nearly used, or used up, by the review that makes it so; that
 * its time is over at that instant, for which the schedule asks once and not time and again. What could not be told,
 * because the server wrote enough in that hour, is tried again after {@link #AGAIN}.
 *
 * <p>Under {@code observe}, and to accounts that no limit holds, nothing is told.
 */
@Singleton
public final class PermitNotices {
    static final Duration AGAIN = Duration.ofMinutes(10);

    private final Provider<Settings> settings;
    private final AccountBook book;
    private final Announcements announcements;
    private final Provider<MailetContext> context;
    private final Alarm alarm;
    /** Accounts that were granted a permit beside the file; a restart forgets whose ends are to be noticed. */
    private final Set<Sender> beside = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean asked = new AtomicBoolean();
    // the rest is of the thread of the schedule
    private Optional<Settings> known = Optional.empty();
    private Instant looked = Instant.EPOCH;
    private Instant next = Instant.EPOCH;

    @Inject
    PermitNotices(
            Provider<Settings> settings,
            AccountBook book,
            Announcements announcements,
            Provider<MailetContext> context,
            Alarm alarm) {
        this.settings = settings;
        this.book = book;
        this.announcements = announcements;
        this.context = context;
        this.alarm = alarm;
    }

    /** Tells {@code sender} of a permit that the account book was just told of; of any thread. */
    public void granted(Sender sender, Instant now) {
        beside.add(sender);
        tell(sender, now);
        // its end is to be noticed, too
        asked.set(true);
    }

    /** Notes that a submission of {@code sender} went on a permit; of any thread. */
    void used(PermitUse use, Sender sender, Instant now) {
        if (PermitNews.isNearlyUsed(use.used(), use.quantity())) {
            tell(sender, now);
        }
    }

    /** Tells what is to be told by {@code now}, if anything may be. */
    void look(Instant now) {
        Settings inForce = settings.get();
        boolean same = known.filter(before -> before == inForce).isPresent() && !asked.getAndSet(false);
        if (same && !now.isBefore(looked) && now.isBefore(next)) {
            return;
        }
        known = Optional.of(inForce);
        looked = now;
        next = Stream.concat(inForce.policies().permits().stream().map(Permit::account), beside.stream())
                .distinct()
                .flatMap(sender -> tell(sender, now).stream())
                .map(use -> use.permit().until())
                .filter(now::isBefore)
                .reduce(now.plus(AGAIN), (first, second) -> second.isBefore(first) ? second : first);
    }

    /** Tells {@code sender} what there is to say of its permits, and answers with them. A fault never goes out. */
    private ImmutableList<Permits.Use> tell(Sender sender, Instant now) {
        try {
            Terms terms = settings.get().policies().termsOf(sender);
            if (terms.isObserved() || terms.exempt()) {
                return ImmutableList.of();
            }
            AccountState account = book.find(sender).orElse(AccountState.NEW);
            ImmutableList<Permits.Use> permits =
                    account.permits().all(terms.permits()).collect(ImmutableList.toImmutableList());
            permits.forEach(use -> announce(use, account, terms, now));
            return permits;
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            alarm.raise("could not tell " + sender + " of its permits", fault, now);
            return ImmutableList.of();
        }
    }

    private void announce(Permits.Use use, AccountState account, Terms terms, Instant now) {
        long waiting = account.waitingOn(use.permit().id(), now);
        boolean another = account.permits().holdingAt(now, terms.permits()).stream()
                .filter(other -> !other.permit().id().equals(use.permit().id()))
                .anyMatch(other -> other.remaining() > 0);
        PermitNews.of(use, waiting, another, terms, now)
                .forEach(news ->
                        announcements.announce(Occasion.of(news, terms.policy().name(), now), context.get()));
    }
}
