/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.inject.Inject;

import org.apache.james.core.MailAddress;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.mailet.Mail;
import org.mesura.bulk.Fingerprint;
import org.mesura.mailet.SubmissionReader;
import org.mesura.review.AccountBook;
import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.review.Request;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/** Asks the core, over a glance, what the review would refuse for sure. Nothing is charged and nothing waited for. */
final class Objections {
    /** RFC 5321 section 4.5.3.1.8: no server may take fewer. */
    private static final int LEAST_RECIPIENTS = 100;

    private static final AttachmentKey<Full> FULL = AttachmentKey.of("mesura.door.full", Full.class);

    private final AccountBook book;
    private final SubmissionReader reader;

    @Inject
    Objections(AccountBook book, SubmissionReader reader) {
        this.book = book;
        this.reader = reader;
    }

    /** To the whole message, as it is at the end of DATA. */
    Optional<Refusal> toMessage(Mail mail, Asker asker) throws Exception {
        SubmissionId id = new SubmissionId(mail.getName());
        Submission envelope = reader.readEnvelope(mail, id, asker.sender(), asker.settings());
        Optional<Fingerprint> text =
                mayBeAMailing(envelope, asker) ? reader.fingerprint(mail, envelope, asker.terms()) : Optional.empty();
        if (objection(new Request(envelope, text, asker.terms()), asker.now()).isEmpty()) {
            // as with nearly all; to look into a message's head, for the attempt, would take longer than all else here
            return Optional.empty();
        }
        Submission submission = reader.read(mail, id, asker.sender(), 0, asker.settings());
        return objection(new Request(submission, text, asker.terms()), asker.now());
    }

    /**
     * Whether there could be an objection to its text. Reading it is most of what a message costs at the door, and with
     * hardly any account does a text come near to what the rule stops; the review reads it anyway.
     */
    private boolean mayBeAMailing(Submission submission, Asker asker) {
        int outside = submission.recipients().outside();
        return asker.terms()
                .policy()
                .bulk()
                .filter(rule -> outside + reached(asker) > rule.stop())
                .isPresent();
    }

    private int reached(Asker asker) {
        return book.glance(asker.sender())
                .map(known -> known.campaigns().widest())
                .orElse(0);
    }

    /** To one more recipient of the transaction that goes on. */
    Optional<Refusal> toRecipient(SMTPSession session, MailAddress recipient, Asker asker) {
        SubmissionId id = new SubmissionId(session.getSessionID());
        return outsider(recipient, id, asker).or(() -> oneTooMany(session, recipient, id, asker));
    }

    private Optional<Refusal> outsider(MailAddress recipient, SubmissionId id, Asker asker) {
        // few ever are, and a recipient may cost next to nothing
        boolean suspended = book.glance(asker.sender())
                .flatMap(known -> known.standing().suspensionAt(asker.now()))
                .isPresent();
        if (!suspended) {
            return Optional.empty();
        }
        Request request = asker.request(reader.read(List.of(recipient), id, asker.sender(), asker.settings()));
        return objection(request, asker.now()).filter(refusal -> refusal.reason() instanceof Reason.Suspended);
    }

    private Optional<Refusal> oneTooMany(SMTPSession session, MailAddress recipient, SubmissionId id, Asker asker) {
        int sure = Math.max(LEAST_RECIPIENTS, asker.terms().policy().recipientsPerMessage());
        if (session.getRcptCount() < sure) {
            return Optional.empty();
        }
        // whoever goes on and on does not have all that were taken read again for each
        Optional<Full> full = session.getAttachment(FULL, State.Transaction);
        if (full.isPresent() && !full.get().taken().contains(recipient) && counts(recipient, id, asker)) {
            return Optional.of(full.get().refusal());
        }
        Collection<MailAddress> taken =
                session.getAttachment(SMTPSession.RCPT_LIST, State.Transaction).orElse(ImmutableList.of());
        Collection<MailAddress> all = ImmutableList.<MailAddress>builder()
                .addAll(taken)
                .add(recipient)
                .build();
        Request request = asker.request(reader.read(all, id, asker.sender(), asker.settings()));
        Optional<Refusal> refusal = objection(request, asker.now())
                .filter(found -> found.reason() instanceof Reason.TooManyRecipients tooMany && tooMany.asked() > sure)
                .map(found -> found.with(ReplyCode.IN_ANOTHER_TRANSACTION));
        refusal.ifPresent(refused ->
                session.setAttachment(FULL, new Full(ImmutableSet.copyOf(taken), refused), State.Transaction));
        return refusal;
    }

    /** Not if it is exempt: then it is none too many. */
    private boolean counts(MailAddress recipient, SubmissionId id, Asker asker) {
        return reader.read(List.of(recipient), id, asker.sender(), asker.settings())
                        .recipients()
                        .total()
                > 0;
    }

    /** Why the review would refuse {@code request} now, if it would. */
    private Optional<Refusal> objection(Request request, Instant now) {
        return book.glance(request, now)
                .filter(ruling -> ruling.decision() instanceof Decision.Refuse)
                .flatMap(ruling -> ruling.decision()
                        .why()
                        .map(reason -> new Refusal(request, reason, ReplyCode.of(reason), ruling.reduced())));
    }

    /**
     * A transaction that has all the recipients it may have.
     *
     * @param taken who they are
     * @param refusal of anybody else who counts
     */
    private record Full(ImmutableSet<MailAddress> taken, Refusal refusal) {}
}
