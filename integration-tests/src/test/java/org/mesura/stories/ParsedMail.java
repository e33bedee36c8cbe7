/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;

import javax.mail.BodyPart;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

/** A message as a mail program shows it. */
final class ParsedMail {
    private final MimeMessage message;

    private ParsedMail(MimeMessage message) {
        this.message = message;
    }

    static ParsedMail of(byte[] bytes) {
        Session session = Session.getInstance(new Properties());
        return new ParsedMail(ask(() -> new MimeMessage(session, new ByteArrayInputStream(bytes))));
    }

    /** The header's value on one line. */
    Optional<String> header(String name) {
        return Optional.ofNullable(ask(() -> message.getHeader(name, ", ")))
                .map(value -> value.replaceAll("\\s+", " "));
    }

    String subject() {
        return ask(message::getSubject);
    }

    /** Whether it is a delivery status notification. */
    boolean isReport() {
        return ask(() -> message.isMimeType("multipart/report"));
    }

    /** Whether it is one of Mesura's notices: it names a submission and is no report. */
    boolean isNotice() {
        return header("X-Mesura-Submission").isPresent() && !isReport();
    }

    /** The content types of the parts, in order, without parameters. */
    List<String> types() {
        return parts().stream()
                .map(part -> ask(part::getContentType))
                .map(type -> type.replaceAll("(?s);.*", "").toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The content of the part with this number, from 0 on, as text. */
    String part(int number) {
        BodyPart part = parts().get(number);
        return ask(() -> {
            try (InputStream in = part.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        });
    }

    /** The text of a message that has no parts. */
    String text() {
        return ask(() -> message.getContent().toString());
    }

    private List<BodyPart> parts() {
        return ask(() -> {
            MimeMultipart multipart = (MimeMultipart) message.getContent();
            List<BodyPart> parts = new ArrayList<>();
            for (int number = 0; number < multipart.getCount(); number++) {
                parts.add(multipart.getBodyPart(number));
            }
            return parts;
        });
    }

    private static <T> T ask(Callable<T> question) {
        try {
            return question.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new AssertionError("not a readable message", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return subject() + " (" + header("Message-ID").orElse("no id") + ")";
    }
}
