/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Enumeration;

import javax.activation.DataHandler;
import javax.mail.MessagingException;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.util.ByteArrayDataSource;

import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;

/**
 * A delivery status notification: one {@code multipart/report} (RFC 6522) for all recipients, with a part for people, one
 * for programs ({@code message/delivery-status}, RFC 3464; {@code message/global-delivery-status} where an address is
 * not ASCII, RFC 6533), and the message or its header fields (RFC 3461 RET).
 */
final class DeliveryReport {
    /** Without RET a message up to this size comes back whole, so that it can be sent again; a larger one as its header. */
    static final long WHOLE_OCTETS = 1_000_000;

    private DeliveryReport() {}

    /**
     * Makes {@code reply} the report.
     *
     * @param forPeople what a person reads
     * @param status the fields that a program reads
     * @param mail the mail that was not delivered
     */
    static MimeMessage write(MimeMessage reply, String forPeople, DeliveryStatus status, Mail mail)
            throws MessagingException, IOException {
        MimeMultipart report = new MimeMultipart("report; report-type=" + status.reportType());
        report.addBodyPart(people(forPeople));
        report.addBodyPart(programs(status));
        report.addBodyPart(returned(mail, status));
        reply.setContent(report);
        reply.saveChanges();
        return reply;
    }

    private static MimeBodyPart people(String text) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8.name());
        part.setHeader("Content-Description", "Notification");
        return part;
    }

    private static MimeBodyPart programs(DeliveryStatus status) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(
                new DataHandler(new ByteArrayDataSource(status.fields().getBytes(UTF_8), status.contentType())));
        part.setHeader("Content-Transfer-Encoding", status.isAscii() ? "7bit" : "8bit");
        part.setHeader("Content-Description", "Delivery report");
        return part;
    }

    private static MimeBodyPart returned(Mail mail, DeliveryStatus status) throws MessagingException, IOException {
        MimeBodyPart part = new MimeBodyPart();
        // RFC 3461 section 4.3: RET speaks of failure; of a delay the header is enough
        if (status.isFinal() && returnsWhole(mail)) {
            part.setContent(mail.getMessage(), "message/rfc822");
            part.setHeader("Content-Description", "Undelivered message");
            return part;
        }
        part.setDataHandler(new DataHandler(
                new ByteArrayDataSource(head(mail.getMessage()), "text/rfc822-headers; charset=us-ascii")));
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        part.setHeader(
                "Content-Description", status.isFinal() ? "Undelivered message header" : "Delayed message header");
        return part;
    }

    private static boolean returnsWhole(Mail mail) throws MessagingException {
        return mail.dsnParameters()
                .flatMap(DsnParameters::getRetParameter)
                .map(DsnParameters.Ret.FULL::equals)
                .orElse(mail.getMessageSize() <= WHOLE_OCTETS);
    }

    private static byte[] head(MimeMessage message) throws MessagingException, IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (Enumeration<String> lines = message.getAllHeaderLines(); lines.hasMoreElements(); ) {
            writeLine(head, lines.nextElement());
        }
        return head.toByteArray();
    }

    private static void writeLine(OutputStream out, String line) throws IOException {
        // JavaMail reads each octet of a header as one character
        out.write(line.getBytes(ISO_8859_1));
        out.write("\r\n".getBytes(US_ASCII));
    }
}
