/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;
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
import com.google.common.hash.Hasher;
import com.google.common.primitives.ImmutableLongArray;

/** Reads a {@link Submission} from a mail's envelope: counts and hashes, no address and no word of it. */
final class SubmissionReader {
    private final Insiders insiders;
    private final HashKey key;

    SubmissionReader(Insiders insiders, HashKey key) {
        this.insiders = insiders;
        this.key = key;
    }

    Submission read(Mail mail, SubmissionId id, Sender sender, int visibleOutsiders, Settings settings)
            throws MessagingException {
        ImmutableSet<String> addresses =
                mail.getRecipients().stream().map(SubmissionReader::folded).collect(ImmutableSet.toImmutableSet());
        boolean alwaysOpen = !addresses.isEmpty() && settings.alwaysOpen().containsAll(addresses);
        long bytes = size(mail);
        return new Submission(
                id,
                sender,
                recipients(mail.getRecipients(), settings),
                bytes,
                visibleOutsiders,
                alwaysOpen,
                attempt(mail, bytes, addresses));
    }

    /** A message whose size cannot be told is counted all the same, with none. */
    private static long size(Mail mail) {
        try {
            return Math.max(0, mail.getMessageSize());
        } catch (MessagingException unreadable) {
            return 0;
        }
    }

    /** What stays the same when a program sends a refused message once more. */
    private long attempt(Mail mail, long bytes, Set<String> recipients) {
        Hasher hasher = key.keyed().newHasher().putByte((byte) 'a').putLong(bytes);
        messageId(mail).ifPresent(hasher::putUnencodedChars);
        recipients.stream().sorted().forEach(recipient -> hasher.putByte((byte) ' ')
                .putUnencodedChars(recipient));
        return hasher.hash().asLong();
    }

    private static Optional<String> messageId(Mail mail) {
        try {
            MimeMessage message = mail.getMessage();
            return message == null ? Optional.empty() : Optional.ofNullable(message.getMessageID());
        } catch (MessagingException unreadable) {
            return Optional.empty();
        }
    }

    /** All but the exempt ones, who do not count whoever writes to them. */
    private Recipients recipients(Collection<MailAddress> recipients, Settings settings) {
        InternalDomains internal = settings.internalDomains();
        ImmutableLongArray.Builder external = ImmutableLongArray.builder();
        ImmutableSet.Builder<String> inside = ImmutableSet.builder();
        for (MailAddress recipient : recipients) {
            if (settings.exemptRecipients().contains(folded(recipient))) {
                continue;
            }
            if (insiders.has(recipient, internal)) {
                inside.add(folded(recipient));
            } else {
                external.add(key.ofRecipient(folded(recipient)));
            }
        }
        return new Recipients(inside.build().size(), external.build());
    }

    private static String folded(MailAddress address) {
        return address.asString().toLowerCase(Locale.ROOT);
    }
}
