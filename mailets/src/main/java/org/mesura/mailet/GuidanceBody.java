/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;

import javax.mail.MessagingException;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

import org.mesura.notice.Language;
import org.mesura.notice.Letter;
import org.mesura.notice.Notice;

/**
 * The body of guidance: plain text and HTML as alternatives, the plain one first (RFC 2046 section 5.1.4); that of a letter
 * to the administrator is plain text.
 */
final class GuidanceBody {
    private GuidanceBody() {}

    static MimeMessage write(MimeMessage reply, Notice notice) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(notice.text(), UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(notice.html(), UTF_8.name(), "html");
        reply.setContent(new MimeMultipart("alternative", text, html));
        reply.setContentLanguage(notice.languages().stream().map(Language::code).toArray(String[]::new));
        reply.saveChanges();
        return reply;
    }

    static MimeMessage write(MimeMessage message, Letter letter) throws MessagingException {
        message.setText(letter.text(), UTF_8.name());
        message.setContentLanguage(new String[] {letter.language().code()});
        message.saveChanges();
        return message;
    }
}
