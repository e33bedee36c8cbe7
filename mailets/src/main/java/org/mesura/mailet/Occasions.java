/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.mesura.notice.Kind;
import org.mesura.notice.Message;
import org.mesura.notice.Occasion;
import org.mesura.notice.Waited;
import org.mesura.review.Decision;

import com.google.common.collect.ImmutableList;

/** Makes what there is to say of what a mail and its verdict hold. */
final class Occasions {
    private Occasions() {}

    static Occasion of(Kind kind, Mail mail, Verdict verdict, Instant now) {
        return new Occasion(
                        kind,
                        verdict.sender(),
                        Optional.of(message(mail, verdict)),
                        kind == Kind.WARNING
                                ? Optional.empty()
                                : verdict.decision().why(),
                        verdict.policy(),
                        verdict.usage(),
                        now,
                        waited(verdict.decision()))
                .reduced(verdict.reduced());
    }

    /** That {@code mail}, which was kept back, went back; its verdict's figures are of another day. */
    static Occasion returned(Mail mail, Verdict verdict, Waited.Returned returned, Instant now) {
        return new Occasion(
                Kind.RETURNED,
                verdict.sender(),
                Optional.of(message(mail, verdict)),
                verdict.decision().why(),
                verdict.policy(),
                ImmutableList.of(),
                now,
                Optional.of(returned));
    }

    private static Optional<Waited> waited(Decision decision) {
        if (decision instanceof Decision.Defer turn) {
            return Optional.of(new Waited.ForTurn(1, turn.at(), turn.at()));
        }
        return decision instanceof Decision.Hold hold
                ? Optional.of(new Waited.ForDecision(hold.until()))
                : Optional.empty();
    }

    private static Message message(Mail mail, Verdict verdict) {
        return new Message(subject(mail), verdict.at(), verdict.recipients());
    }

    private static Optional<String> subject(Mail mail) {
        try {
            return Optional.ofNullable(mail.getMessage().getSubject());
        } catch (MessagingException unreadable) {
            return Optional.empty();
        }
    }
}
