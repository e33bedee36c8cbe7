/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.mail.Message.RecipientType;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeUtility;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.mesura.submission.SubmissionId;

/**
 * The head of a message with which the server answers a message, or announces something: from the postmaster, threaded to
 * what it answers, and marked so that no automaton replies (RFC 3834 section 5, RFC 5322 section 3.6.4).
 */
final class AutomaticReply {
    private final MimeMessage reply;

    AutomaticReply(MailAddress from, String institution, MailAddress to, String subject, Instant now)
            throws MessagingException {
        Properties naming = new Properties();
        // the right side of the Message-ID; without it the machine's own host name would be looked up and told
        naming.setProperty("mail.from", from.asString());
        reply = new MimeMessage(Session.getInstance(naming));
        try {
            reply.setFrom(new InternetAddress(from.asString(), institution, StandardCharsets.UTF_8.name()));
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("UTF-8 is always supported", e);
        }
        reply.setRecipient(RecipientType.TO, new InternetAddress(to.asString()));
        reply.setSubject(subject, StandardCharsets.UTF_8.name());
        reply.setSentDate(Date.from(now));
        reply.setHeader("Auto-Submitted", "auto-generated");
        reply.setHeader("X-Auto-Response-Suppress", "All");
    }

    /** Names the submission that is answered, and threads the reply to its message. */
    AutomaticReply to(Mail answered, SubmissionId id) throws MessagingException {
        about(answered, id);
        reply.setHeader("Auto-Submitted", "auto-replied");
        return this;
    }

    /** Names the submission that gave occasion, and threads to its message what does not answer it. */
    AutomaticReply about(Mail answered, SubmissionId id) throws MessagingException {
        reply.setHeader("X-Mesura-Submission", id.value());
        MimeMessage message = answered.getMessage();
        Optional<String> answeredId = header(message, "Message-ID");
        if (answeredId.isPresent()) {
            reply.setHeader("In-Reply-To", answeredId.get());
            reply.setHeader(
                    "References",
                    MimeUtility.fold(
                            "References: ".length(),
                            Stream.of(
                                            header(message, "References").or(() -> header(message, "In-Reply-To")),
                                            answeredId)
                                    .flatMap(Optional::stream)
                                    .collect(Collectors.joining(" "))));
        }
        return this;
    }

    MimeMessage message() {
        return reply;
    }

    /** The header's value on one line, if it is printable ASCII of a sane length as message ids are. */
    private static Optional<String> header(MimeMessage message, String name) {
        try {
            return Optional.ofNullable(message.getHeader(name, " "))
                    .map(value -> value.replaceAll("\\s+", " ").strip())
                    .filter(value -> value.matches("[\\x20-\\x7e]{1,900}"));
        } catch (MessagingException unreadable) {
            return Optional.empty();
        }
    }
}
