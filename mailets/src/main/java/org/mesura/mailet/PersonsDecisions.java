/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import javax.inject.Inject;
import javax.inject.Provider;
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
import org.mesura.submission.SubmissionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person decides of a held mail. */
final class PersonsDecisions {
    private static final Logger LOGGER = LoggerFactory.getLogger(PersonsDecisions.class);

    private final HoldingArea area;
    private final AccountBook book;
    private final Provider<Settings> settings;
    private final WayOut wayOut;
    private final Custody custody;

    @Inject
    PersonsDecisions(HoldingArea area, AccountBook book, Provider<Settings> settings, WayOut wayOut, Custody custody) {
        this.area = area;
        this.book = book;
        this.settings = settings;
        this.wayOut = wayOut;
        this.custody = custody;
    }

    /** Gives the mail of {@code id} its turn now; then its account's mails are to be planned. */
    Outcome release(SubmissionId id, Instant now) {
        return decide(
                id,
                mail -> {
                    area.change(id, new Waits.ForTurn(now));
                    LOGGER.info("held submission {} of {} may go: an administrator said so", id, mail.sender());
                },
                now);
    }

    /** Sends the mail of {@code id} back. */
    Outcome reject(SubmissionId id, Optional<String> reason, Instant now) {
        return decide(id, mail -> reject(mail, reason, now), now);
    }

    private void reject(HeldMail mail, Optional<String> reason, Instant now)
            throws MessagingException, MailRepositoryStoreException, IOException {
        if (mail.waits() instanceof Waits.ForTurn) {
            // first: if the report cannot be sent now, the mail is planned anew when its turn comes
            Terms terms = settings.get().policies().termsOf(mail.sender());
            book.change(mail.sender(), Accounts.giveBack(mail.id(), terms, now), now);
        }
        wayOut.sendBack(mail, new Waited.Returned(Waited.Cause.REJECTED, reason), now);
        LOGGER.info("held submission {} of {} was rejected by an administrator", mail.id(), mail.sender());
    }

    /** Carries out what was decided of the mail of {@code id}, if it is there and nobody lets it go this very moment. */
    private Outcome decide(SubmissionId id, Custody.Act decision, Instant now) {
        Optional<HeldMail> held = area.find(id).filter(this::isHere);
        try {
            // the schedule may let it go before the lease is had
            return held.isPresent() ? custody.once(held.get(), this::isHere, decision, now) : new Outcome.Gone();
        } catch (MessagingException | MailRepositoryStoreException | IOException fault) {
            throw new IllegalStateException("what was decided of " + id + " could not be carried out", fault);
        }
    }

    private boolean isHere(HeldMail mail) {
        return !wayOut.isOut(mail.id());
    }
}
