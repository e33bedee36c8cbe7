/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Collection;
import java.util.Locale;

import javax.mail.MessagingException;

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
        InternalDomains internal = settings.internalDomains();
        boolean alwaysOpen = !addresses.isEmpty() && settings.alwaysOpen().containsAll(addresses);
        return new Submission(
                id,
                sender,
                recipients(mail.getRecipients(), internal),
                Math.max(0, mail.getMessageSize()),
                visibleOutsiders,
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

    private static String folded(MailAddress address) {
        return address.asString().toLowerCase(Locale.ROOT);
    }
}
