/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.mesura.config.Settings;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.Accounts;
import org.mesura.submission.HashKey;
import org.mesura.submission.Sender;

/**
 * Notes which outsiders write to an account, so that its answers to them are no mass mailing, be they all alike: each
 * message that comes in excuses one message back from being counted by the bulk rule. The mail goes on untouched.
 *
 * <p><b>Where.</b> In processor {@code local-delivery}, right before {@code LocalDelivery}: after aliases, groups and
 * forwards were followed, and after filters took away what nobody will read.
 *
 * <p><b>What.</b> Mail from outside whose envelope sender is an outsider: not submitted by an account, not the server's
 * own, not from {@code <>}, and written by somebody: neither marked as automatic ({@code Auto-Submitted}, RFC 3834), nor
 * from a list ({@code List-Id}, RFC 2919; {@code List-Unsubscribe}, RFC 2369; {@code Precedence} bulk, list or junk).
 *
 * <p><b>Whose.</b> Each recipient that is an account, under the name by which it sends. Accounts that are exempt, have no
 * bulk rule or give no time to answer ({@code answersWithin="0"}) are left alone. A message counts once for an account,
 * however often it is delivered, by its Message-ID: James gives the parts of a mail that it splits new names.
 *
 * <p><b>What is kept.</b> Keyed hashes of the envelope sender and of the Message-ID, and the instant.
 *
 * <p><b>Parameters.</b> None; {@code answersWithin} of a policy's {@code bulk} in {@code conf/mesura.xml} says how long an
 * answer may take.
 *
 * <p><b>Bugs.</b> An outsider whose server writes another envelope sender than the address that answers go to (BATV, SRS,
 * an address per message) is not recognised, and the answer counts. Whoever can send the account mail under forged
 * envelope senders can have as many of its messages excused: ADR 13 says why that is bounded.
 *
 * <p><b>Faults.</b> Counted in metric {@code mesura.faults} and logged at most once a minute; the mail goes on.
 *
 * <pre>{@code
 * <mailet match="All" class="org.mesura.mailet.NoteCorrespondents"/>
 * }</pre>
 */
public final class NoteCorrespondents extends GenericMailet {
    private final AccountBook book;
    private final HashKey key;
    private final Identity identity;
    private final AccountNames names;
    private final Provider<Settings> settings;
    private final InstantSource clock;
    private final Alarm alarm;
    private final Metric noted;
    private Insiders insiders;

    @Inject
    NoteCorrespondents(
            AccountBook book,
            HashKey key,
            Identity identity,
            AccountNames names,
            Provider<Settings> settings,
            InstantSource clock,
            Alarm alarm,
            MetricFactory metrics) {
        this.book = book;
        this.key = key;
        this.identity = identity;
        this.names = names;
        this.settings = settings;
        this.clock = clock;
        this.alarm = alarm;
        this.noted = metrics.generate("mesura.correspondents");
    }

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of());
        insiders = new Insiders(getMailetContext());
    }

    @Override
    public void service(Mail mail) {
        Instant now = clock.instant();
        try {
            note(mail, settings.get(), now);
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not note who wrote mail " + mail.getName(), fault, now);
        }
    }

    private void note(Mail mail, Settings inForce, Instant now) throws MessagingException, UsersRepositoryException {
        Optional<MailAddress> outsider = outsider(mail, inForce);
        if (outsider.isEmpty() || MailFromAutomaton.is(mail) || wentToMany(mail.getMessage())) {
            return;
        }
        long writer = Outsiders.hash(outsider.get(), key);
        int message = hash(mail);
        for (MailAddress recipient : mail.getRecipients()) {
            Optional<Sender> account = names.ofMailbox(recipient);
            Optional<Duration> within =
                    account.flatMap(known -> timeToAnswer(inForce.policies().termsOf(known)));
            boolean news = within.isPresent()
                    && book.change(account.get(), Accounts.heardFrom(writer, message, within.get(), now), now);
            if (news) {
                noted.increment();
            }
        }
    }

    /** Who wrote, if that is somebody outside. */
    private Optional<MailAddress> outsider(Mail mail, Settings inForce) {
        return identity.isFromOutside(mail)
                ? mail.getMaybeSender().asOptional().filter(sender -> !insiders.has(sender, inForce.internalDomains()))
                : Optional.empty();
    }

    private static Optional<Duration> timeToAnswer(Terms terms) {
        return terms.exempt()
                ? Optional.empty()
                : terms.policy().bulk().filter(BulkRule::excusesAnswers).map(BulkRule::answersWithin);
    }

    private static boolean wentToMany(MimeMessage message) throws MessagingException {
        return message.getHeader("List-Id") != null
                || message.getHeader("List-Unsubscribe") != null
                || Stream.ofNullable(message.getHeader("Precedence"))
                        .flatMap(Arrays::stream)
                        .anyMatch(value -> value.strip().matches("(?i)bulk|list|junk"));
    }

    private int hash(Mail mail) throws MessagingException {
        String name = Optional.ofNullable(mail.getMessage().getMessageID()).orElseGet(mail::getName);
        return key.keyed()
                .newHasher()
                .putByte((byte) 'm')
                .putUnencodedChars(name)
                .hash()
                .asInt();
    }
}
