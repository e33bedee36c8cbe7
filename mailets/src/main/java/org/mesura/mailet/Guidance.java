/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.List;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.mesura.config.Settings;
import org.mesura.notice.Kind;
import org.mesura.notice.Notice;
import org.mesura.notice.NoticeDesk;
import org.mesura.notice.NoticeWriter;
import org.mesura.notice.Occasion;
import org.mesura.notice.Turn;
import org.mesura.submission.SubmissionId;

/**
 * Writes guidance about one mail to the account that sent it, threaded to the message, unless {@link NoticeDesk} finds
 * that enough was said or an automaton sent the mail.
 */
final class Guidance {
    private final Provider<NoticeDesk> desk;
    private final Provider<NoticeWriter> writer;
    private final Provider<Settings> settings;
    private final NoticeFigures figures;

    @Inject
    Guidance(
            Provider<NoticeDesk> desk,
            Provider<NoticeWriter> writer,
            Provider<Settings> settings,
            NoticeFigures figures) {
        this.desk = desk;
        this.writer = writer;
        this.settings = settings;
        this.figures = figures;
    }

    /** Writes what {@code occasion} says of {@code mail}, whose submission is {@code id}. Answers what became of it. */
    Turn write(Occasion occasion, Mail mail, SubmissionId id, MailetContext context) throws MessagingException {
        Turn turn = MailFromAutomaton.is(mail) ? Turn.SAID : desk.get().turn(occasion);
        if (turn != Turn.TAKEN) {
            figures.unwritten(turn);
            return turn;
        }
        MailAddress to = Correspondent.of(occasion.sender(), context);
        Notice notice = writer.get().write(occasion, settings.get().languages().allOf(occasion.sender()));
        AutomaticReply reply = new AutomaticReply(
                context.getPostmaster(), settings.get().institution().name(), to, notice.subject(), occasion.now());
        // a warning answers nothing (RFC 3834 section 5: auto-generated)
        AutomaticReply threaded = occasion.kind() == Kind.WARNING ? reply.about(mail, id) : reply.to(mail, id);
        context.sendMail(MailAddress.nullSender(), List.of(to), GuidanceBody.write(threaded.message(), notice));
        figures.written(occasion.kind());
        return turn;
    }
}
