/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

import javax.inject.Inject;
import javax.inject.Provider;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.metrics.api.Metric;
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
import org.mesura.mailet.DecisionJournal;
import org.mesura.mailet.VerdictLog;
import org.mesura.notice.Language;
import org.mesura.notice.NoticeWriter;
import org.mesura.submission.Submission;

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
 * <p><b>Watching.</b> Metric {@code mesura.door.refused}; one line by logger {@code org.mesura.verdicts} for each
 * refused message and for the first refused recipient of a transaction.
 *
 * <pre>{@code
 * <handler class="org.mesura.smtp.RefuseAtTheDoor">
 *     <helpPage>https://www.alcaldia.example/correo</helpPage>
 * </handler>
 * }</pre>
 */
public final class RefuseAtTheDoor implements JamesMessageHook, RcptHook {
    private static final int LONGEST_PAGE = 200;
    private static final AttachmentKey<Boolean> LOGGED = AttachmentKey.of("mesura.door.logged", Boolean.class);

    private final Objections objections;
    private final AccountNames names;
    private final Provider<Settings> settings;
    private final Provider<NoticeWriter> writer;
    private final Attempts attempts;
    private final DecisionJournal journal;
    private final InstantSource clock;
    private final Alarm alarm;
    private final Metric refused;
    private Optional<String> helpPage = Optional.empty();

    @Inject
    RefuseAtTheDoor(
            Objections objections,
            AccountNames names,
            Provider<Settings> settings,
            Provider<NoticeWriter> writer,
            Attempts attempts,
            DecisionJournal journal,
            InstantSource clock,
            Alarm alarm,
            MetricFactory metrics) {
        this.objections = objections;
        this.names = names;
        this.settings = settings;
        this.writer = writer;
        this.attempts = attempts;
        this.journal = journal;
        this.clock = clock;
        this.alarm = alarm;
        this.refused = metrics.generate("mesura.door.refused");
    }

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
        return answer(session, asker -> objections.toMessage(mail, asker), refusal -> {
            log(refusal, session);
            attempts.note(refusal.request(), refusal.reason(), clock.instant());
        });
    }

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        return answer(session, asker -> objections.toRecipient(session, recipient, asker), refusal -> {
            if (session.setAttachment(LOGGED, true, State.Transaction).isEmpty()) {
                log(refusal, session);
            }
        });
    }

    /** @param after what follows from a refusal, when its reply is ready */
    private HookResult answer(SMTPSession session, Question question, Consumer<Refusal> after) {
        if (session.getUsername() == null) {
            return HookResult.DECLINED;
        }
        Instant now = clock.instant();
        try {
            Asker asker = Asker.of(names.of(session.getUsername().asString()), settings.get(), now);
            Optional<Refusal> refusal = asker.isFree() ? Optional.empty() : question.ask(asker);
            HookResult reply = refusal.map(found -> reply(found, asker)).orElse(HookResult.DECLINED);
            refusal.ifPresent(after);
            return reply;
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not judge a submission at the door", fault, now);
            return HookResult.DECLINED;
        }
    }

    private HookResult reply(Refusal refusal, Asker asker) {
        Language language = asker.settings().languages().of(asker.sender());
        Optional<String> page = helpPage.or(() -> asker.settings().institution().helpPage());
        HookResult reply = refusal.code()
                .saying(
                        writer.get().atTheDoor(refusal.reason(), refusal.reduced(), language, asker.now()),
                        page.orElse(""));
        refused.increment();
        return reply;
    }

    private void log(Refusal refusal, SMTPSession session) {
        Submission submission = refusal.request().submission();
        String policy = refusal.request().terms().policy().name();
        VerdictLog.atTheDoor(
                submission, policy, refusal.reason(), refusal.code().toString(), hostOf(session));
        journal.atTheDoor(submission, policy, refusal.reason(), clock.instant());
    }

    /** A log must not be why a refusal fails. */
    private static String hostOf(SMTPSession session) {
        return Optional.ofNullable(session.getRemoteAddress())
                .map(InetSocketAddress::getAddress)
                .map(InetAddress::getHostAddress)
                .orElse("unknown");
    }
}
