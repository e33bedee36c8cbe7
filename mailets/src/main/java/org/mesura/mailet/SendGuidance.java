/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.mesura.config.Settings;
import org.mesura.notice.Kind;
import org.mesura.notice.Notice;
import org.mesura.notice.NoticeDesk;
import org.mesura.notice.NoticeWriter;
import org.mesura.notice.Occasion;
import org.mesura.review.Decision;

/**
 * Writes guidance on proper use to the account that sent the mail: what happened, which limit, when sending is free again
 * and what to use instead. The mail itself goes on untouched.
 *
 * <p>What it says follows from the verdict on the mail: a refusal, a refused mass mailing, advice, or, for a mail that
 * was simply accepted, the warning that a limit is close; so match the latter with {@code UsageAtLeast}.
 *
 * <p>It is written at most once per reason and quiet period, three times a day per account and a hundred times an hour in
 * all ({@code notices} in {@code conf/mesura.xml}), in the account's language, from the templates in {@code
 * conf/notices/}; from {@code <>}, with {@code Auto-Submitted} (RFC 3834) and threaded to the message. That the account is
 * suspended is outside the three a day, and not said again if {@link ReviewSubmission} announced it. It never answers the
 * server's own mail, mail from outside, mail that an automaton sent, nor under {@code observe}; it warns nobody whom no
 * limit holds, and says nothing of a mail that waits.
 *
 * <p><b>Parameters.</b> None.
 *
 * <pre>{@code
 * <mailet match="org.mesura.matcher.UsageAtLeast=80%" class="org.mesura.mailet.SendGuidance"/>
 * }</pre>
 */
public final class SendGuidance extends GenericMailet {
    private final Provider<NoticeDesk> desk;
    private final Provider<NoticeWriter> writer;
    private final Provider<Settings> settings;
    private final InstantSource clock;
    private final Alarm alarm;

    @Inject
    SendGuidance(
            Provider<NoticeDesk> desk,
            Provider<NoticeWriter> writer,
            Provider<Settings> settings,
            InstantSource clock,
            Alarm alarm) {
        this.desk = desk;
        this.writer = writer;
        this.settings = settings;
        this.clock = clock;
        this.alarm = alarm;
    }

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of());
    }

    @Override
    public void service(Mail mail) {
        Instant now = clock.instant();
        try {
            Optional<Verdict> verdict = Verdict.of(mail).filter(reviewed -> !reviewed.observed());
            if (verdict.isPresent()) {
                guide(mail, verdict.get(), now);
            }
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not write guidance for submission " + mail.getName(), fault, now);
        }
    }

    private void guide(Mail mail, Verdict verdict, Instant now) throws MessagingException {
        Optional<Kind> due = kindOf(verdict);
        if (due.isEmpty() || MailFromAutomaton.is(mail)) {
            return;
        }
        Kind kind = due.get();
        Occasion occasion = Occasions.of(kind, mail, verdict, now);
        if (!desk.get().claim(occasion)) {
            return;
        }
        MailAddress to = Correspondent.of(verdict.sender(), getMailetContext());
        Notice notice = writer.get().write(occasion, settings.get().languages().of(verdict.sender()));
        AutomaticReply reply = new AutomaticReply(
                getMailetContext().getPostmaster(), settings.get().institution().name(), to, notice.subject(), now);
        // a warning answers nothing (RFC 3834 section 5: auto-generated)
        AutomaticReply threaded = kind == Kind.WARNING ? reply.about(mail, verdict.id()) : reply.to(mail, verdict.id());
        getMailetContext()
                .sendMail(MailAddress.nullSender(), List.of(to), GuidanceBody.write(threaded.message(), notice));
    }

    /** Nothing for a mail that waits: its sender is told when something becomes of it. */
    private static Optional<Kind> kindOf(Verdict verdict) {
        Decision decision = verdict.decision();
        if (decision instanceof Decision.Refuse refused) {
            return Optional.of(Kind.ofRefusal(refused.reason()));
        }
        if (decision instanceof Decision.Advise) {
            return Optional.of(Kind.ADVICE);
        }
        boolean warned = decision instanceof Decision.Accept && !verdict.usage().isEmpty();
        return warned ? Optional.of(Kind.WARNING) : Optional.empty();
    }
}
