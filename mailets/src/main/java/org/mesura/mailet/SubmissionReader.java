/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Arrays;
import java.util.Collection;
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
import org.apache.mailet.Mail;
import org.mesura.config.InternalDomains;
import org.mesura.config.Settings;
import org.mesura.submission.HashKey;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;

/** Reads a {@link Submission} from a mail: counts and hashes, no address and no word of it. */
final class SubmissionReader {
    private final Insiders insiders;
    private final HashKey key;

    SubmissionReader(Insiders insiders, HashKey key) {
        this.insiders = insiders;
        this.key = key;
    }

    Submission read(Mail mail, SubmissionId id, Sender sender, Settings settings) throws MessagingException {
        ImmutableSet<String> addresses =
                mail.getRecipients().stream().map(SubmissionReader::folded).collect(ImmutableSet.toImmutableSet());
        InternalDomains internal = InternalDomains.of(settings.internalDomains());
        boolean alwaysOpen = !addresses.isEmpty() && settings.alwaysOpen().containsAll(addresses);
        return new Submission(
                id,
                sender,
                recipients(mail.getRecipients(), internal),
                Math.max(0, mail.getMessageSize()),
                visibleOutsiders(mail.getMessage(), internal),
                alwaysOpen);
    }

    private Recipients recipients(Collection<MailAddress> recipients, InternalDomains internal) {
        ImmutableLongArray.Builder external = ImmutableLongArray.builder();
        ImmutableSet.Builder<String> inside = ImmutableSet.builder();
        for (MailAddress recipient : recipients) {
            if (insiders.has(recipient, internal)) {
                inside.add(folded(recipient));
            } else {
                external.add(key.ofRecipient(folded(recipient)));
            }
        }
        return new Recipients(inside.build().size(), external.build());
    }

    private int visibleOutsiders(MimeMessage message, InternalDomains internal) throws MessagingException {
        return (int) Stream.of(RecipientType.TO, RecipientType.CC)
                .flatMap(type -> addresses(message, type))
                .map(SubmissionReader::parsed)
                .flatMap(Optional::stream)
                .filter(address -> !insiders.has(address, internal))
                .map(SubmissionReader::folded)
                .distinct()
                .count();
    }

    private static Stream<InternetAddress> addresses(MimeMessage message, RecipientType type) {
        try {
            return Stream.ofNullable(message.getHeader(type.toString()))
                    .flatMap(Arrays::stream)
                    .flatMap(SubmissionReader::addresses);
        } catch (MessagingException unreadable) {
            return Stream.empty();
        }
    }

    private static Stream<InternetAddress> addresses(String header) {
        try {
            return Arrays.stream(InternetAddress.parseHeader(header, false));
        } catch (AddressException notAddresses) {
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

    private static String folded(MailAddress address) {
        return address.asString().toLowerCase(Locale.ROOT);
    }
}
