/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;

import org.apache.james.metrics.api.TimeMetric;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.mesura.bulk.Fingerprint;
import org.mesura.config.Settings;
import org.mesura.notice.Alert;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.Event;
import org.mesura.review.Request;
import org.mesura.review.Ruling;
import org.mesura.submission.HashKey;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

/**
 * Reviews each submission once, in the name of the authenticated account, and writes the decision on the mail. It stops
 * nothing by itself: matchers read the decision and {@code mailetcontainer.xml} says what becomes of the mail.
 *
 * <p><b>Where.</b> At the head of processor {@code root}, after {@code RelayLimit} and before anything that splits mail
 * or rewrites recipients.
 *
 * <p><b>Whose.</b> SMTP AUTH, JMAP and, if {@code mesura.xml} names them, hosts of authorised networks. Mail from outside
 * and the server's own mail (bounces, forwards, vacation replies, notices) is nobody's and passes; a verdict that James
 * copied on it from a submission is taken off, since it is not its own. Neither the From header nor the envelope sender
 * changes whose account is charged.
 *
 * <p><b>Parameters.</b> None; limits and all else are set in {@code conf/mesura.xml}.
 *
 * <p><b>Attributes written.</b> See {@link Verdict}. A mail that carries a verdict already keeps it and is not charged
 * again, except when its refusal was carried out: then an administrator sent it once more and it is reviewed anew.
 *
 * <p><b>Told besides.</b> The administrator, when an account goes on and on over a limit, is suspended or nearly fills a cap
 * of the institution, and when one text goes out from many accounts; the account, when it is suspended, and when its
 * permit is nearly used or used up.
 *
 * <p><b>Watching.</b> Metrics {@code mesura.reviews.*}, {@code mesura.reasons.*} and {@code mesura.review.time}; one line by
 * logger {@code org.mesura.verdicts} for each verdict that is not <em>accept</em>.
 *
 * <p><b>Faults.</b> When the review itself fails the mail passes without a verdict; when only its content cannot be read
 * it is reviewed by its envelope. Either is counted in metric {@code mesura.faults} and logged at most once a minute.
 *
 * <pre>{@code
 * <mailet match="All" class="org.mesura.mailet.ReviewSubmission"/>
 * }</pre>
 */
public final class ReviewSubmission extends GenericMailet {
    private final AccountBook book;
    private final HashKey key;
    private final Identity identity;
    private final Provider<Settings> settings;
    private final Announcements announcements;
    private final ChainLetterWatch chainLetters;
    private final PermitNotices permits;
    private final DecisionJournal journal;
    private final SubmissionNotes notes;
    private final InstantSource clock;
    private final Alarm alarm;
    private final ReviewFigures figures;
    private Insiders insiders;
    private SubmissionReader reader;

    @Inject
    ReviewSubmission(
            AccountBook book,
            HashKey key,
            Identity identity,
            Provider<Settings> settings,
            Announcements announcements,
            ChainLetterWatch chainLetters,
            PermitNotices permits,
            DecisionJournal journal,
            SubmissionNotes notes,
            InstantSource clock,
            Alarm alarm,
            ReviewFigures figures) {
        this.book = book;
        this.key = key;
        this.identity = identity;
        this.settings = settings;
        this.announcements = announcements;
        this.chainLetters = chainLetters;
        this.permits = permits;
        this.journal = journal;
        this.notes = notes;
        this.clock = clock;
        this.alarm = alarm;
        this.figures = figures;
    }

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of());
        // settings that cannot be used keep James from starting, rather than fail on each mail
        settings.get();
        insiders = new Insiders(getMailetContext());
        reader = new SubmissionReader(insiders, key);
    }

    @Override
    public void service(Mail mail) {
        try {
            Optional<Sender> sender = identity.of(mail);
            if (sender.isEmpty()) {
                Verdict.removeFrom(mail);
            } else if (isDue(mail)) {
                TimeMetric time = figures.review();
                review(mail, sender.get());
                time.stopAndPublish();
            }
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not review submission " + mail.getName(), fault, clock.instant());
        }
    }

    private static boolean isDue(Mail mail) {
        return Verdict.of(mail).isEmpty() || Verdict.wasCarriedOut(mail);
    }

    private void review(Mail mail, Sender sender) throws MessagingException {
        Settings inForce = settings.get();
        Terms terms = inForce.policies().termsOf(sender);
        VisibleOutsiders visible = new VisibleOutsiders(insiders, inForce.internalDomains());
        int shown = readable(mail, () -> visible.in(mail.getMessage())).orElse(0);
        Submission submission = reader.read(mail, nameOf(mail), sender, shown, inForce);
        Request request = new Request(submission, fingerprint(mail, submission, terms), terms);
        // a long text takes its time to be read
        Instant now = clock.instant();
        Ruling ruling = book.decide(request, now);
        notes.ofReview(request, ruling, inForce, now);
        Verdict verdict = new Verdict(
                submission.id(),
                sender,
                terms.policy().name(),
                now,
                ruling.decision(),
                submission.recipients().total(),
                submission.recipients().outside(),
                submission.visibleExternal(),
                terms.isObserved(),
                ruling.reduced());
        verdict.writeOn(mail);
        Outsiders.write(submission.recipients().external(), mail);
        figures.count(verdict);
        VerdictLog.ofReview(verdict, mail.getRemoteAddr());
        journal.ofReview(verdict);
        ruling.events().forEach(event -> announce(event, verdict));
        ruling.decision().permit().ifPresent(use -> permits.used(use, sender, now));
        ruling.sent().ifPresent(text -> chainLetters.note(text, sender, getMailetContext(), now));
    }

    /** A refused mail that an administrator sends once more is a new submission with a name of its own. */
    private static SubmissionId nameOf(Mail mail) {
        return Verdict.of(mail)
                .map(refused -> new SubmissionId(refused.id().value() + "+"))
                .orElseGet(() -> new SubmissionId(mail.getName()));
    }

    private Optional<Fingerprint> fingerprint(Mail mail, Submission submission, Terms terms) {
        TimeMetric time = figures.fingerprint();
        Optional<Fingerprint> read = readable(mail, () -> reader.fingerprint(mail, submission, terms))
                .flatMap(known -> known);
        // most messages have nobody outside and are not read
        read.ifPresent(known -> time.stopAndPublish());
        return read;
    }

    /** A message that cannot be read is counted all the same: otherwise a broken one would go round every limit. */
    private <T> Optional<T> readable(Mail mail, Callable<T> reading) {
        try {
            return Optional.of(reading.call());
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not read the message of submission " + mail.getName(), fault, clock.instant());
            return Optional.empty();
        }
    }

    private void announce(Event event, Verdict verdict) {
        announcements.announce(
                new Alert.OfEvent(event, verdict.sender(), verdict.policy(), verdict.observed(), verdict.at()),
                getMailetContext());
    }
}
