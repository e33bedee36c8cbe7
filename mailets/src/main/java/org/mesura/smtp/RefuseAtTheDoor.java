/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.inject.Inject;
import javax.inject.Provider;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;
import org.mesura.config.Settings;
import org.mesura.mailet.AccountNames;
import org.mesura.mailet.Alarm;
import org.mesura.mailet.SubmissionReader;
import org.mesura.notice.NoticeWriter;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.review.Request;
import org.mesura.review.Ruling;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.collect.ImmutableList;

/**
 * Refuses over SMTP what {@code ReviewSubmission} would refuse for sure, so that the mail program shows why while the
 * mail is still in its sender's hands. It asks the same core, charges nothing, and never waits for a store.
 *
 * <p><b>Where.</b> In the handler chain of the submission port in {@code smtpserver.xml}, before {@code
 * CoreCmdHandlerLoader}. Whoever has not authenticated is let pass; so is everything under {@code observe}, all mail of
 * exempt accounts, and whatever a fault or an unreadable message leaves in doubt: then {@code ReviewSubmission} decides.
 * JMAP has no such place: there the delivery report and the guidance tell the sender.
 *
 * <p><b>What.</b> At the end of DATA a message that the review would refuse at that instant; nothing that it would defer
 * or hold. At RCPT an outsider, if the account is suspended; and what is more than the policy's recipients per message,
 * but never one of the first 100 (RFC 5321 section 4.5.3.1.8).
 *
 * <table>
 *   <caption>Replies</caption>
 *   <tr><th>reply</th><th>why</th></tr>
 *   <tr><td>{@code 451 4.7.1}</td><td>over a limit or cap; the text says when it is free</td></tr>
 *   <tr><td>{@code 451 4.7.1}</td><td>suspended for a time; the text says until when</td></tr>
 *   <tr><td>{@code 550 5.7.1}</td><td>suspended until somebody lifts it</td></tr>
 *   <tr><td>{@code 550 5.5.3}</td><td>too many recipients, or more than a limit ever gives</td></tr>
 *   <tr><td>{@code 550 5.7.28}</td><td>a mass mailing</td></tr>
 *   <tr><td>{@code 452 4.5.3}</td><td>at RCPT: more recipients than one message may have</td></tr>
 * </table>
 *
 * <p>The text is in the account's language, without accents; its phrases are {@code door.*} in {@code
 * conf/notices/<language>/words.properties}.
 *
 * <p><b>Parameters.</b>
 *
 * <ul>
 *   <li>{@code helpPage} (the institution's in {@code mesura.xml}): address of the page on proper use that stands at the
 *       end of the text, printable ASCII of at most 200 characters. A short one is shown whole by more programs.
 * </ul>
 *
 * <p><b>Told besides.</b> What is refused at the end of DATA is counted as {@code ReviewSubmission} counts what it
 * refuses, a message that is sent once more once: going on and on over a limit is noticed here, too. No notice and no
 * delivery report is sent: nothing was accepted.
 *
 * <p><b>Watching.</b> Metric {@code mesura.door.refused}; one line at INFO for each refused message and for the first
 * refused recipient of a transaction.
 *
 * <pre>{@code
 * <handler class="org.mesura.smtp.RefuseAtTheDoor">
 *     <helpPage>https://www.alcaldia.example/correo</helpPage>
 * </handler>
 * }</pre>
 */
public final class RefuseAtTheDoor implements JamesMessageHook, RcptHook {
    private static final Logger LOGGER = LoggerFactory.getLogger(RefuseAtTheDoor.class);

    /** RFC 5321 section 4.5.3.1.8: no server may take fewer. */
    private static final int LEAST_RECIPIENTS = 100;

    private static final int LONGEST_PAGE = 200;
    private static final AttachmentKey<Boolean> LOGGED = AttachmentKey.of("mesura.door.logged", Boolean.class);

    private final AccountBook book;
    private final SubmissionReader reader;
    private final AccountNames names;
    private final Provider<Settings> settings;
    private final Provider<NoticeWriter> writer;
    private final Attempts attempts;
    private final InstantSource clock;
    private final Alarm alarm;
    private final MetricFactory metrics;
    private Optional<String> helpPage = Optional.empty();

    @Inject
    RefuseAtTheDoor(
            AccountBook book,
            SubmissionReader reader,
            AccountNames names,
            Provider<Settings> settings,
            Provider<NoticeWriter> writer,
            Attempts attempts,
            InstantSource clock,
            Alarm alarm,
            MetricFactory metrics) {
        this.book = book;
        this.reader = reader;
        this.names = names;
        this.settings = settings;
        this.writer = writer;
        this.attempts = attempts;
        this.clock = clock;
        this.alarm = alarm;
        this.metrics = metrics;
    }

    /** Who asks, and what holds for it. */
    private record Asker(Sender sender, Settings settings, Terms terms, Instant now) {
        Request request(Submission submission) {
            return new Request(submission, Optional.empty(), terms);
        }
    }

    private record Refusal(Request request, Reason reason, ReplyCode code) {}

    @FunctionalInterface
    private interface Question {
        Optional<Refusal> ask(Asker asker) throws Exception;
    }

    @Override
    public void init(Configuration config) throws ConfigurationException {
        helpPage = Optional.ofNullable(config.getString("helpPage"));
        if (helpPage.filter(page -> !ReplyText.isAddress(page) || page.length() > LONGEST_PAGE)
                .isPresent()) {
            throw new ConfigurationException(
                    "'helpPage' must be printable ASCII without blanks, at most " + LONGEST_PAGE
                            + " characters, got '" + helpPage.get() + "' (handler "
                            + getClass().getName()
                            + ", conf/smtpserver.xml)");
        }
    }

    @Override
    public HookResult onMessage(SMTPSession session, Mail mail) {
        return answer(session, asker -> {
            Optional<Refusal> refusal = message(mail, asker);
            refusal.ifPresent(refused -> {
                log(refused);
                attempts.note(refused.request(), refused.reason(), asker.now());
            });
            return refusal;
        });
    }

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        return answer(session, asker -> {
            SubmissionId id = new SubmissionId(session.getSessionID());
            Optional<Refusal> refusal =
                    outsider(recipient, id, asker).or(() -> oneTooMany(session, recipient, id, asker));
            refusal.filter(first -> isFirst(session)).ifPresent(RefuseAtTheDoor::log);
            return refusal;
        });
    }

    private HookResult answer(SMTPSession session, Question question) {
        if (session.getUsername() == null) {
            return HookResult.DECLINED;
        }
        Instant now = clock.instant();
        try {
            Asker asker = asker(names.of(session.getUsername().asString()), now);
            Optional<Refusal> refusal =
                    asker.terms().exempt() || asker.terms().isObserved() ? Optional.empty() : question.ask(asker);
            return refusal.map(refused -> reply(refused, asker)).orElse(HookResult.DECLINED);
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not judge a submission at the door", fault, now);
            return HookResult.DECLINED;
        }
    }

    private Asker asker(Sender sender, Instant now) {
        Settings inForce = settings.get();
        return new Asker(sender, inForce, inForce.policies().termsOf(sender), now);
    }

    private Optional<Refusal> message(Mail mail, Asker asker) throws Exception {
        Submission submission =
                reader.read(mail, new SubmissionId(mail.getName()), asker.sender(), 0, asker.settings());
        Request request = new Request(submission, reader.fingerprint(mail, submission, asker.terms()), asker.terms());
        return objection(request, asker.now()).map(reason -> new Refusal(request, reason, ReplyCode.of(reason)));
    }

    private Optional<Refusal> outsider(MailAddress recipient, SubmissionId id, Asker asker) {
        // the most are not, and a recipient may cost next to nothing
        boolean suspended = book.glance(asker.sender())
                .flatMap(known -> known.standing().suspensionAt(asker.now()))
                .isPresent();
        if (!suspended) {
            return Optional.empty();
        }
        Request request = asker.request(reader.read(List.of(recipient), id, asker.sender(), asker.settings()));
        return objection(request, asker.now())
                .filter(Reason.Suspended.class::isInstance)
                .map(reason -> new Refusal(request, reason, ReplyCode.of(reason)));
    }

    private Optional<Refusal> oneTooMany(SMTPSession session, MailAddress recipient, SubmissionId id, Asker asker) {
        int sure = Math.max(LEAST_RECIPIENTS, asker.terms().policy().recipientsPerMessage());
        if (session.getRcptCount() < sure) {
            return Optional.empty();
        }
        Collection<MailAddress> all = ImmutableList.<MailAddress>builder()
                .addAll(session.getAttachment(SMTPSession.RCPT_LIST, State.Transaction)
                        .orElse(ImmutableList.of()))
                .add(recipient)
                .build();
        Request request = asker.request(reader.read(all, id, asker.sender(), asker.settings()));
        return objection(request, asker.now())
                .filter(reason -> reason instanceof Reason.TooManyRecipients tooMany && tooMany.asked() > sure)
                .map(reason -> new Refusal(request, reason, ReplyCode.IN_ANOTHER_TRANSACTION));
    }

    /** Why the review would refuse {@code request} now, if it would. */
    private Optional<Reason> objection(Request request, Instant now) {
        return book.glance(request, now)
                .map(Ruling::decision)
                .filter(Decision.Refuse.class::isInstance)
                .flatMap(Decision::why);
    }

    private HookResult reply(Refusal refusal, Asker asker) {
        metrics.generate("mesura.door.refused").increment();
        String sentence = writer.get()
                .atTheDoor(refusal.reason(), asker.settings().languages().of(asker.sender()), asker.now());
        return refusal.code()
                .saying(
                        sentence,
                        helpPage.or(() -> asker.settings().institution().helpPage())
                                .orElse(""));
    }

    private static boolean isFirst(SMTPSession session) {
        return session.setAttachment(LOGGED, true, State.Transaction).isEmpty();
    }

    private static void log(Refusal refusal) {
        Submission submission = refusal.request().submission();
        LOGGER.info(
                "at the door: refuse ({}) submission {} of {} (policy {}, {} recipients, {} external): {}",
                refusal.code(),
                submission.id(),
                submission.sender(),
                refusal.request().terms().policy().name(),
                submission.recipients().total(),
                submission.recipients().outside(),
                refusal.reason());
    }
}
