/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import javax.mail.MessagingException;
import javax.mail.Multipart;
import javax.mail.Part;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;

/**
 * A message as a mail program shows it.
 *
 * @param subject its subject, decoded
 * @param headers the header lines that say what kind of message it is
 * @param text its plain text and, of a delivery report, the fields for programs
 */
record ReadMessage(String subject, List<String> headers, String text) {
    private static final String[] SHOWN = {
        "Return-Path", "From", "To", "Subject", "Auto-Submitted", "In-Reply-To", "Content-Type"
    };

    static ReadMessage of(byte[] message) {
        try {
            MimeMessage read =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
            List<String> texts = new ArrayList<>();
            collect(read, texts);
            return new ReadMessage(read.getSubject(), headers(read), String.join("\n", texts));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a message from the server cannot be read", e);
        }
    }

    private static List<String> headers(MimeMessage message) throws MessagingException {
        List<String> lines = new ArrayList<>();
        for (String name : SHOWN) {
            String value = message.getHeader(name, ", ");
            if (value != null) {
                lines.add(
                        name + ": " + (name.equals("Subject") ? message.getSubject() : value.replaceAll("\\s+", " ")));
            }
        }
        return lines;
    }

    private static void collect(Part part, List<String> texts) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            for (int index = 0; index < parts.getCount(); index++) {
                collect(parts.getBodyPart(index), texts);
            }
        } else if (part.isMimeType("text/plain") || part.isMimeType("message/delivery-status")) {
            texts.add(new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
