/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Arrays;
import java.util.stream.Stream;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;

/** Tells mail that an automaton sent (RFC 3834 section 2): nobody would read an answer, and another automaton might. */
final class MailFromAutomaton {
    private MailFromAutomaton() {}

    static boolean is(Mail mail) throws MessagingException {
        return mail.getMaybeSender().isNullSender()
                || Stream.ofNullable(mail.getMessage().getHeader("Auto-Submitted"))
                        .flatMap(Arrays::stream)
                        .anyMatch(value -> !value.strip().matches("(?i)no\\b.*"));
    }
}
