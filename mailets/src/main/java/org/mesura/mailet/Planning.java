/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;
import javax.mail.MessagingException;

import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.mesura.config.Settings;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Waits;
import org.mesura.notice.Waited;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.Accounts;
import org.mesura.review.Departure;
import org.mesura.review.Departures;
import org.mesura.review.Suspension;
import org.mesura.review.Waiting;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * Asks the account book what becomes of held mails, and does it. Of a mail whose turn has come it asks alone. Whenever
 * turns may be others than were told, it has all mails of the account that wait planned anew, in their order: what fits
 * now leaves now, the others get their turns, within the limits as ever.
 */
@Singleton
final class Planning {
    /** What a suspension keeps was to leave before what waits for its turn still. */
    private static final Comparator<HeldMail> IN_ORDER = Comparator.<HeldMail, Instant>comparing(
                    mail -> mail.waits() instanceof Waits.ForTurn turn ? turn.until() : Instant.MIN)
            .thenComparing(HeldMail::since)
            .thenComparing(HeldMail.IN_ORDER);

    private final HoldingArea area;
    private final AccountBook book;
    private final Provider<Settings> settings;
    private final WayOut wayOut;
    private final Custody custody;
    private final ReleaseFigures figures;

    @Inject
    Planning(
            HoldingArea area,
            AccountBook book,
            Provider<Settings> settings,
            WayOut wayOut,
            Custody custody,
            ReleaseFigures figures) {
        this.area = area;
        this.book = book;
        this.settings = settings;
        this.wayOut = wayOut;
        this.custody = custody;
        this.figures = figures;
    }

    /** Does what is due for {@code mail}, whose turn has come. */
    void depart(HeldMail mail, Instant now) {
        Departure departure =
                book.change(mail.sender(), Departures.depart(waiting(mail, now), termsOf(mail.sender()), now), now);
        if (departure instanceof Departure.Replan) {
            plan(mail.sender(), now);
        } else if (carryOut(mail, departure, now) && departure instanceof Departure.Leave) {
            figures.late(Duration.between(mail.waits().until(), now));
        }
    }

    /** Plans all mails of {@code sender} that wait for a turn, or for the end of a suspension. */
    void plan(Sender sender, Instant now) {
        ImmutableList<HeldMail> mails = area.of(sender).stream()
                .filter(mail -> !(mail.waits() instanceof Waits.ForDecision) && !wayOut.isOut(mail.id()))
                .sorted(IN_ORDER)
                .collect(ImmutableList.toImmutableList());
        if (mails.isEmpty()) {
            return;
        }
        ImmutableList<Waiting> waiting =
                mails.stream().map(mail -> waiting(mail, now)).collect(ImmutableList.toImmutableList());
        ImmutableMap<SubmissionId, Departure> planned =
                book.change(sender, Departures.plan(waiting, termsOf(sender), now), now);
        boolean inOrder = true;
        for (HeldMail mail : mails) {
            Departure departure = planned.get(mail.id());
            // what follows one that could not leave is planned again with it
            if (inOrder || !(departure instanceof Departure.Leave)) {
                inOrder = carryOut(mail, departure, now) && inOrder;
            }
        }
    }

    /** Answers whether it was done. */
    private boolean carryOut(HeldMail mail, Departure departure, Instant now) {
        if (departure instanceof Departure.Leave) {
            return leave(mail, now);
        }
        if (departure instanceof Departure.Wait wait) {
            area.change(mail.id(), new Waits.ForTurn(wait.at()));
        } else if (departure instanceof Departure.Stay stay) {
            return stay(mail, stay.suspension(), now);
        }
        return true;
    }

    private boolean leave(HeldMail mail, Instant now) {
        if (mail.waits().until().isAfter(now)) {
            // its turn is now: so it stands in the ledger, and so it is tried again
            area.change(mail.id(), new Waits.ForTurn(now));
        }
        return custody.scheduled(mail, held -> leaveOrGiveBack(held, now), now);
    }

    /** What is gone or broken takes nothing from the account. */
    private void leaveOrGiveBack(HeldMail mail, Instant now)
            throws MessagingException, MailRepositoryStoreException, IOException {
        if (!wayOut.leave(mail, now)) {
            book.change(mail.sender(), Accounts.giveBack(mail.id(), termsOf(mail.sender()), now), now);
        }
    }

    private boolean stay(HeldMail mail, Suspension suspension, Instant now) {
        Instant end = mail.since().plus(termsOf(mail.sender()).policy().holdFor());
        if (end.isAfter(now)) {
            Instant until = suspension.until().filter(end::isAfter).orElse(end);
            area.change(mail.id(), new Waits.ForLifting(until));
            return true;
        }
        Waited.Returned why = new Waited.Returned(Waited.Cause.SUSPENDED, Optional.empty());
        return custody.scheduled(mail, held -> wayOut.sendBack(held, why, now), now);
    }

    /** What a suspension keeps has no turn any more: it leaves as soon as it fits. */
    private static Waiting waiting(HeldMail mail, Instant now) {
        Instant turn = mail.waits() instanceof Waits.ForTurn promised ? promised.until() : now;
        return new Waiting(mail.id(), mail.charge(), mail.permit(), turn);
    }

    private Terms termsOf(Sender sender) {
        return settings.get().policies().termsOf(sender);
    }
}
