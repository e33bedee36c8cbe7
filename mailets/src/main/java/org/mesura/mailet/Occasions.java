/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.mesura.notice.Kind;
import org.mesura.notice.Message;
import org.mesura.notice.Occasion;

/** Makes what there is to say of what a mail and its verdict hold. */
final class Occasions {
    private Occasions() {}

    static Occasion of(Kind kind, Mail mail, Verdict verdict, Instant now) {
        return new Occasion(
                kind,
                verdict.sender(),
                Optional.of(new Message(subject(mail), verdict.at(), verdict.recipients())),
                kind == Kind.WARNING ? Optional.empty() : verdict.decision().why(),
                verdict.policy(),
                verdict.usage(),
                now);
    }

    private static Optional<String> subject(Mail mail) {
        try {
            return Optional.ofNullable(mail.getMessage().getSubject());
        } catch (MessagingException unreadable) {
            return Optional.empty();
        }
    }
}
