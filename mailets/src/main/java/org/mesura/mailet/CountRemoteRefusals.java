/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import javax.inject.Inject;
import javax.mail.MessagingException;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.mesura.remote.RefusalKind;
import org.mesura.remote.RefusalReader;
import org.mesura.remote.RemoteRefusal;
import org.mesura.submission.HashKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;

/**
 * Counts what other servers refuse: the outside world as a sensor. The mail goes on untouched.
 *
 * <p><b>Where.</b> At the head of the processor that {@code RemoteDelivery} names as its {@code bounceProcessor}.
 *
 * <p><b>What.</b> Recipients whom their servers do not know (5.1.1 and the words providers use, or a domain that takes no
 * mail: null MX, RFC 7505) count against the account that sent: many in an hour are the surest sign of a stolen password.
 * Refusals that speak of policy, spam or block lists count for the institution: of a block list the administrator is told
 * at once, of others when they become many.
 *
 * <p><b>Whose.</b> The account that was charged for the submission. Only recipients whom the sender named count: the
 * target of a forward, a member of a group or list and a Sieve redirect do not, nor does any mail without a verdict of
 * Mesura's: reports, notices, vacation replies, mail from outside. Each recipient counts once per submission, however
 * often James processes the mail. Under {@code observe} it counts as well. That {@code SentByMailet} is on the mail says
 * nothing here: {@code RemoteDelivery} itself puts it on every mail that it gives up on.
 *
 * <p><b>Parameters.</b> None.
 *
 * <p><b>Bugs.</b> James keeps what a server said of one recipient only, the first that it refused; the others refused with
 * it count as the same. It keeps nothing of a server that refuses at the greeting, or for now until James gives up, and
 * does not come here at all with mail from {@code <>}: none of these is counted. A domain that does not exist looks to it
 * like one whose servers cannot be found, and is not counted either.
 *
 * <p><b>Faults.</b> Counted in metric {@code mesura.faults} and logged at most once a minute; the mail goes on.
 *
 * <pre>{@code
 * <mailet match="All" class="org.mesura.mailet.CountRemoteRefusals"/>
 * }</pre>
 */
public final class CountRemoteRefusals extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(CountRemoteRefusals.class);

    private static final ImmutableSet<String> KINDS = ImmutableSet.of("unknown", "policy", "other");

    private final RefusalBook book;
    private final RefusalsSeen seen;
    private final NullMx nullMx;
    private final HashKey key;
    private final InstantSource clock;
    private final Alarm alarm;
    private final Counters refusals;

    @Inject
    CountRemoteRefusals(
            RefusalBook book,
            RefusalsSeen seen,
            NullMx nullMx,
            HashKey key,
            InstantSource clock,
            Alarm alarm,
            MetricFactory metrics) {
        this.book = book;
        this.seen = seen;
        this.nullMx = nullMx;
        this.key = key;
        this.clock = clock;
        this.alarm = alarm;
        this.refusals = Counters.of(metrics, "mesura.refusals", KINDS);
    }

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of());
    }

    @Override
    public void service(Mail mail) {
        Instant now = clock.instant();
        try {
            Optional<Verdict> verdict = Verdict.of(mail);
            Optional<DeliveryFailure> failure = DeliveryFailure.of(mail);
            if (verdict.isPresent() && failure.isPresent()) {
                count(mail, verdict.get(), failure.get(), now);
            }
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not count the refusal of submission " + mail.getName(), fault, now);
        }
    }

    private void count(Mail mail, Verdict verdict, DeliveryFailure failure, Instant now) {
        ImmutableMap<Long, MailAddress> named = Outsiders.of(mail).among(mail.getRecipients(), key);
        ImmutableLongArray refused = seen.unseen(verdict.id(), named.keySet());
        if (refused.isEmpty()) {
            return;
        }
        RemoteRefusal refusal = read(failure, mail.getRecipients());
        if (refusal.kind() == RefusalKind.UNKNOWN_RECIPIENT && failure.ofMessage() && verdict.external() > 1) {
            // the message was refused after one recipient was, and James tells of that one only
            return;
        }
        refusals.count(id(refusal.kind()), refused.length());
        switch (refusal.kind()) {
            case UNKNOWN_RECIPIENT -> {
                LOGGER.info(
                        "{} recipients of submission {} of {} are unknown",
                        refused.length(),
                        verdict.id(),
                        verdict.sender());
                book.countUnknown(verdict.sender(), refused, now);
            }
            case POLICY -> {
                LOGGER.info(
                        "{} refused submission {} of {}: {}",
                        refusal.server(),
                        verdict.id(),
                        verdict.sender(),
                        refusal.words());
                book.policyRefusals(ImmutableList.of(refusal), now);
            }
            case OTHER -> LOGGER.debug("{} of {} failed elsewhere", verdict.id(), verdict.sender());
        }
    }

    private RemoteRefusal read(DeliveryFailure failure, Collection<MailAddress> recipients) {
        Domain domain = recipients.iterator().next().getDomain();
        return RefusalReader.read(
                failure.isWithoutServer() && nullMx.has(domain) ? NullMx.REFUSAL : failure.text(),
                domain.asString(),
                recipients.stream().map(MailAddress::getLocalPart).collect(ImmutableSet.toImmutableSet()));
    }

    private static String id(RefusalKind kind) {
        return switch (kind) {
            case UNKNOWN_RECIPIENT -> "unknown";
            case POLICY -> "policy";
            case OTHER -> "other";
        };
    }
}
