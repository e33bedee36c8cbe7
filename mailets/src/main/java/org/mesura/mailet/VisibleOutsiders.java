/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import javax.mail.Message.RecipientType;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.mesura.config.InternalDomains;

import com.google.common.base.Splitter;

/** Counts the distinct outside addresses that everybody can read in the To and Cc of a message. */
final class VisibleOutsiders {
    private final Insiders insiders;
    private final InternalDomains internal;

    VisibleOutsiders(Insiders insiders, InternalDomains internal) {
        this.insiders = insiders;
        this.internal = internal;
    }

    int in(MimeMessage message) {
        return (int) Stream.of(RecipientType.TO, RecipientType.CC)
                .flatMap(type -> lines(message, type))
                .flatMap(VisibleOutsiders::addresses)
                .flatMap(VisibleOutsiders::members)
                .map(VisibleOutsiders::parsed)
                .flatMap(Optional::stream)
                .filter(address -> !insiders.has(address, internal))
                .map(address -> address.asString().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
    }

    private static Stream<String> lines(MimeMessage message, RecipientType type) {
        try {
            return Stream.ofNullable(message.getHeader(type.toString())).flatMap(Arrays::stream);
        } catch (MessagingException unreadable) {
            return Stream.empty();
        }
    }

    /** The addresses of a header; where one of them breaks the others count still. */
    private static Stream<InternetAddress> addresses(String header) {
        try {
            return Arrays.stream(InternetAddress.parseHeader(header, false));
        } catch (AddressException broken) {
            return Splitter.on(',').splitToStream(header).flatMap(VisibleOutsiders::single);
        }
    }

    private static Stream<InternetAddress> single(String text) {
        try {
            return Arrays.stream(InternetAddress.parseHeader(text, false));
        } catch (AddressException notAnAddress) {
            return Stream.empty();
        }
    }

    /** The members of a group (RFC 5322 section 3.4), who are as visible as anybody. */
    private static Stream<InternetAddress> members(InternetAddress address) {
        try {
            return address.isGroup() ? Arrays.stream(address.getGroup(false)) : Stream.of(address);
        } catch (AddressException notAGroup) {
            return Stream.empty();
        }
    }

    private static Optional<MailAddress> parsed(InternetAddress address) {
        try {
            return Optional.of(new MailAddress(Objects.requireNonNullElse(address.getAddress(), "")));
        } catch (AddressException | RuntimeException notAnAddress) {
            // a header may say anything; what is no address is visible to nobody as one
            return Optional.empty();
        }
    }
}
