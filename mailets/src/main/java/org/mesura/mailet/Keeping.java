/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;

import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.mesura.config.Settings;
import org.mesura.hold.Admission;
import org.mesura.hold.HeldCopy;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Waits;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.Decision;
import org.mesura.review.Departures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.collect.ImmutableSet;

/**
 * Keeps a mail back: first a copy of it lies in the repository, then the fact that it does outlives the process, and only
 * then the mail ends here. Whatever happens between the steps, it is somewhere:
 *
 * <ul>
 *   <li>the process dies before the last: James's queue delivers the mail again, and the fact tells that it is kept
 *       already; without the fact the copy is a stray, see {@link Strays};
 *   <li>the copy cannot be written, or the fact cannot be made to last: what there is of either is taken back, and the
 *       mail goes on at once, with an alarm.
 * </ul>
 */
final class Keeping {
    /** The parameters of a mailet that keeps mail back. */
    static final ImmutableSet<String> PARAMETERS = ImmutableSet.of("repositoryPath", "processor", "refused");

    private static final Logger LOGGER = LoggerFactory.getLogger(Keeping.class);

    private final HeldCopies copies;
    private final HoldingArea area;
    private final Custody custody;
    private final AccountBook book;
    private final Provider<Settings> settings;
    private final Alarm alarm;

    @Inject
    Keeping(
            HeldCopies copies,
            HoldingArea area,
            Custody custody,
            AccountBook book,
            Provider<Settings> settings,
            Alarm alarm) {
        this.copies = copies;
        this.area = area;
        this.custody = custody;
        this.book = book;
        this.settings = settings;
        this.alarm = alarm;
    }

    /**
     * Opens the place that the {@link #PARAMETERS} of {@code mailet} name. A repository that cannot be opened yet keeps no
     * mail and stops none.
     */
    Place open(GenericMailet mailet, Instant now) {
        Place place = new Place(
                mailet.getInitParameterAsOptional("repositoryPath").orElseGet(copies::defaultRepository),
                mailet.getInitParameter("processor", Mail.TRANSPORT),
                mailet.getInitParameter("refused", "mesura-refused"));
        try {
            copies.open(place.repository(), place.processor());
        } catch (Exception fault) {
            alarm.raise("could not open the repository of held mail " + place.repository(), fault, now);
        }
        return place;
    }

    /**
     * Keeps {@code mail} back at {@code place}, and sets its state by what came of it. Answers whether it was taken in: not
     * if it was known, is too much, or met a fault.
     */
    boolean keep(Mail mail, Verdict verdict, Waits waits, Place place, Instant now) {
        try {
            Admission admission = custody.begin(verdict.id(), () -> admit(mail, verdict, waits, place), now);
            if (admission instanceof Admission.Full full) {
                refuse(mail, verdict, full, place, now);
                return false;
            }
            mail.setState(Mail.GHOST);
            return admission instanceof Admission.Taken;
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not keep submission " + verdict.id() + " back, it goes on at once", fault, now);
            mail.setState(place.processor());
            return false;
        }
    }

    private Admission admit(Mail mail, Verdict verdict, Waits waits, Place place)
            throws MessagingException, MailRepositoryStoreException, IOException {
        Optional<HeldMail> earlier = area.find(verdict.id());
        if (earlier.isPresent()) {
            return new Admission.Known(earlier.get());
        }
        HeldCopy copy = copies.store(mail, place.repository(), place.processor());
        try {
            HeldMail fact = HeldFacts.of(mail, verdict, waits, copy);
            Admission admission =
                    area.admit(fact, mail.getMessageSize(), settings.get().held());
            if (!(admission instanceof Admission.Taken)) {
                copies.remove(copy);
            }
            return admission;
        } catch (Exception | Error fault) {
            takeBack(copy, fault);
            throw fault;
        }
    }

    private void takeBack(HeldCopy copy, Throwable fault) {
        try {
            copies.remove(copy);
        } catch (Exception again) {
            fault.addSuppressed(again);
        }
    }

    private void refuse(Mail mail, Verdict verdict, Admission.Full full, Place place, Instant now) {
        Terms terms = settings.get().policies().termsOf(verdict.sender());
        Decision refused = book.change(verdict.sender(), Departures.refuse(verdict.id(), terms, now), now);
        LOGGER.info(
                "refuse submission {} of {}: no more mail may be kept back, '{}' is {}",
                verdict.id(),
                verdict.sender(),
                full.setting(),
                full.most());
        verdict.with(refused).writeOn(mail);
        mail.setState(place.refused());
    }
}
