/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.mesura.bulk.Fingerprint;
import org.mesura.bulk.Fingerprinter;
import org.mesura.config.InternalDomains;
import org.mesura.config.Settings;
import org.mesura.policy.Terms;
import org.mesura.submission.HashKey;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hasher;
import com.google.common.primitives.ImmutableLongArray;

/** Reads a {@link Submission} from a mail's envelope: counts and hashes, no address and no word of it. */
public final class SubmissionReader {
    private final Insiders insiders;
    private final HashKey key;
    private final Fingerprinter fingerprinter;

    SubmissionReader(Insiders insiders, HashKey key) {
        this.insiders = insiders;
        this.key = key;
        this.fingerprinter = new Fingerprinter(key);
    }

    /** For whoever stands outside the mailets. */
    @Inject
    SubmissionReader(MailetContext context, HashKey key) {
        this(new Insiders(context), key);
    }

    /**
     * The submission that {@code mail} is.
     *
     * @param visibleOutsiders outside addresses in its To and Cc
     */
    public Submission read(Mail mail, SubmissionId id, Sender sender, int visibleOutsiders, Settings settings)
            throws MessagingException {
        return read(mail, id, sender, visibleOutsiders, settings, attempt(mail));
    }

    /**
     * The submission that {@code mail} is by its envelope and its size, without a look into the message: nobody is visible,
     * and it passes for an attempt that was never made before.
     */
    public Submission readEnvelope(Mail mail, SubmissionId id, Sender sender, Settings settings)
            throws MessagingException {
        return read(mail, id, sender, 0, settings, id.fingerprint());
    }

    private Submission read(
            Mail mail, SubmissionId id, Sender sender, int visibleOutsiders, Settings settings, long attempt)
            throws MessagingException {
        Collection<MailAddress> to = mail.getRecipients();
        return new Submission(
                id,
                sender,
                recipients(to, settings),
                size(mail),
                visibleOutsiders,
                isAlwaysOpen(to, settings),
                attempt);
    }

    /** A submission of which only {@code recipients} are known yet. */
    public Submission read(Collection<MailAddress> recipients, SubmissionId id, Sender sender, Settings settings) {
        boolean alwaysOpen = isAlwaysOpen(recipients, settings);
        return new Submission(id, sender, recipients(recipients, settings), 0, 0, alwaysOpen, id.fingerprint());
    }

    /** What stays of the content, if {@code terms} compare texts and an outsider gets it. */
    public Optional<Fingerprint> fingerprint(Mail mail, Submission submission, Terms terms)
            throws MessagingException, IOException {
        return terms.policy().bulk().isEmpty() || submission.recipients().outside() == 0
                ? Optional.empty()
                : fingerprinter.fingerprint(MessageHead.of(mail.getMessage(), submission.bytes()));
    }

    /**
     * Whether all are addresses to which a message is never stopped. The postmaster is one, for notices and reports come from
     * there: who answers one reaches somebody, and an automaton that answers all it gets does not make a report of each
     * answer.
     */
    private boolean isAlwaysOpen(Collection<MailAddress> addresses, Settings settings) {
        return !addresses.isEmpty()
                && addresses.stream()
                        .allMatch(address -> settings.alwaysOpen().contains(folded(address))
                                || insiders.isPostmaster(address, settings.internalDomains()));
    }

    private static ImmutableSet<String> folded(Collection<MailAddress> recipients) {
        return recipients.stream().map(SubmissionReader::folded).collect(ImmutableSet.toImmutableSet());
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
    private long attempt(Mail mail) {
        Hasher hasher = key.keyed().newHasher().putByte((byte) 'a').putLong(size(mail));
        messageId(mail).ifPresent(hasher::putUnencodedChars);
        folded(mail.getRecipients()).stream().sorted().forEach(recipient -> hasher.putByte((byte) ' ')
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
