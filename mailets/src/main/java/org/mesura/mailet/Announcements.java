/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import org.mesura.config.Settings;
import org.mesura.notice.Alert;
import org.mesura.notice.Kind;
import org.mesura.notice.Letter;
import org.mesura.notice.Notice;
import org.mesura.notice.NoticeDesk;
import org.mesura.notice.NoticeWriter;
import org.mesura.notice.Occasion;
import org.mesura.notice.ServerNews;
import org.mesura.notice.Turn;
import org.mesura.review.Event;
import org.mesura.review.Reason;
import org.mesura.submission.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;

/**
 * Tells what happened beside a mail: the administrator of each event, and the sender that the account is suspended or no
 * longer is. How often is {@link NoticeDesk}'s rule. Each event is logged; a fault is counted and never goes out.
 *
 * <p>All of it is from {@code <>} and answers no message: {@code Auto-Submitted: auto-generated} (RFC 3834 section 5). Under
 * {@code observe} the administrator is told, and no sender.
 */
public final class Announcements {
    private static final Logger LOGGER = LoggerFactory.getLogger(Announcements.class);

    private static final int ACCOUNTS_LOGGED = 20;

    private final Provider<NoticeDesk> desk;
    private final Provider<NoticeWriter> writer;
    private final Provider<Settings> settings;
    private final Alarm alarm;
    private final NoticeFigures figures;

    @Inject
    Announcements(
            Provider<NoticeDesk> desk,
            Provider<NoticeWriter> writer,
            Provider<Settings> settings,
            Alarm alarm,
            NoticeFigures figures) {
        this.desk = desk;
        this.writer = writer;
        this.settings = settings;
        this.alarm = alarm;
        this.figures = figures;
    }

    /**
     * Tells the administrator of {@code alert}, unless enough was said, and of a suspension its account too. Answers whether
     * the administrator is done with: not if a fault kept the letter from going.
     */
    public boolean announce(Alert alert, MailetContext context) {
        log(alert);
        count(alert);
        if (alert instanceof Alert.OfEvent told && told.event() instanceof Event.Suspended begun && !told.observed()) {
            Reason reason = new Reason.Suspended(begun.suspension());
            tell(announced(Kind.SUSPENDED, told.sender(), Optional.of(reason), told.policy(), told.now()), context);
        }
        return guarded(
                "tell the administrator of '" + alert.id() + "'", alert.now(), () -> tellAdministrator(alert, context));
    }

    /** Tells {@code sender} that an administrator lifted the suspension. */
    public void lifted(Sender sender, String policy, MailetContext context, Instant now) {
        tell(announced(Kind.LIFTED, sender, Optional.empty(), policy, now), context);
    }

    /**
     * Tells a sender what is about no single message: that several wait, or that none waits any more. Answers what became
     * of it; nothing if a fault kept it from going.
     */
    public Optional<Turn> announce(Occasion occasion, MailetContext context) {
        return tell(occasion, context);
    }

    private static Occasion announced(Kind kind, Sender sender, Optional<Reason> reason, String policy, Instant now) {
        return new Occasion(kind, sender, Optional.empty(), reason, policy, ImmutableList.of(), now);
    }

    private Optional<Turn> tell(Occasion occasion, MailetContext context) {
        AtomicReference<Optional<Turn>> answer = new AtomicReference<>(Optional.empty());
        guarded("tell " + occasion.sender() + " of '" + occasion.kind().id() + "'", occasion.now(), () -> {
            Turn turn = desk.get().turn(occasion);
            if (turn == Turn.TAKEN) {
                Notice notice =
                        writer.get().write(occasion, settings.get().languages().allOf(occasion.sender()));
                MailAddress to = Correspondent.of(occasion.sender(), context);
                send(GuidanceBody.write(head(to, notice.subject(), context, occasion.now()), notice), to, context);
                figures.written(occasion.kind());
            } else {
                figures.unwritten(turn);
            }
            answer.set(Optional.of(turn));
        });
        return answer.get();
    }

    private void tellAdministrator(Alert alert, MailetContext context) throws MessagingException {
        if (!desk.get().claim(alert)) {
            return;
        }
        MailAddress to = administrator(context);
        Letter letter = writer.get().write(alert, settings.get().languages().of(new Sender(to.asString())));
        send(GuidanceBody.write(head(to, letter.subject(), context, alert.now()), letter), to, context);
        figures.letter();
    }

    private MailAddress administrator(MailetContext context) throws AddressException {
        Optional<String> named = settings.get().institution().administrator();
        return named.isPresent() ? new MailAddress(named.get()) : context.getPostmaster();
    }

    private MimeMessage head(MailAddress to, String subject, MailetContext context, Instant now)
            throws MessagingException {
        String institution = settings.get().institution().name();
        return new AutomaticReply(context.getPostmaster(), institution, to, subject, now).message();
    }

    private static void send(MimeMessage message, MailAddress to, MailetContext context) throws MessagingException {
        context.sendMail(MailAddress.nullSender(), List.of(to), message);
    }

    private boolean guarded(String what, Instant now, NoticeDesk.Sending<MessagingException> sending) {
        try {
            sending.send();
            return true;
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not " + what, fault, now);
            return false;
        }
    }

    private void count(Alert alert) {
        // what is only observed suspends nobody
        if (alert instanceof Alert.OfEvent told && told.event() instanceof Event.Suspended begun && !told.observed()) {
            figures.suspended(begun.suspension().cause());
        }
    }

    private static void log(Alert alert) {
        if (alert instanceof Alert.OfEvent told) {
            LOGGER.info(
                    "{}{} by {} (policy {}): {}",
                    told.observed() ? "observed: " : "",
                    told.id(),
                    told.sender(),
                    told.policy(),
                    told.event());
        } else if (alert instanceof Alert.OfChainLetter chain) {
            LOGGER.info(
                    "{} {}: {} accounts, {} external recipients since {}, most from {}",
                    chain.id(),
                    chain.letter().id(),
                    chain.letter().accounts(),
                    chain.letter().recipients(),
                    chain.letter().since(),
                    Iterables.limit(chain.letter().reached().keySet(), ACCOUNTS_LOGGED));
        } else if (alert instanceof Alert.OfHeld kept) {
            LOGGER.info(
                    "{} of {} (policy {}): {} messages since {}, until {}",
                    kept.id(),
                    kept.sender(),
                    kept.policy(),
                    kept.messages(),
                    kept.since(),
                    kept.until());
        } else if (alert instanceof Alert.OfServer server && server.news() instanceof ServerNews.Unwritten unwritten) {
            LOGGER.info(
                    "{}: {} notices for {} accounts were not written since {}",
                    server.id(),
                    unwritten.digest().notices(),
                    unwritten.digest().accounts(),
                    server.since());
        } else {
            LOGGER.info("{}", alert.id());
        }
    }
}
