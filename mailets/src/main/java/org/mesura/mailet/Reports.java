/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.mesura.config.Settings;
import org.mesura.notice.Kind;
import org.mesura.notice.Language;
import org.mesura.notice.NoticeDesk;
import org.mesura.notice.NoticeWriter;
import org.mesura.notice.Occasion;
import org.mesura.notice.Waited;
import org.mesura.review.Decision;
import org.mesura.review.Reason;

import com.google.common.collect.ImmutableSet;

/**
 * Reports to the account that sent a mail what became of it, in one delivery status notification from {@code <>} for all
 * recipients whose sender wants to hear of it (RFC 3461, RFC 3464, RFC 6522); at most once per submission that it failed,
 * and once that it is delayed. No cap holds for reports.
 */
final class Reports {
    private final Provider<NoticeDesk> desk;
    private final Provider<NoticeWriter> writer;
    private final Provider<Settings> settings;

    @Inject
    Reports(Provider<NoticeDesk> desk, Provider<NoticeWriter> writer, Provider<Settings> settings) {
        this.desk = desk;
        this.writer = writer;
        this.settings = settings;
    }

    /** Reports that {@code mail} was refused. */
    void refused(Mail mail, Verdict verdict, MailetContext context, Instant now)
            throws MessagingException, IOException {
        Reason reason = verdict.decision().why().orElseThrow();
        Occasion occasion = Occasions.of(Kind.ofRefusal(reason), mail, verdict, now);
        send(
                DeliveryStatus.failed(mta(context), mail, verdict.at(), EnhancedStatus.of(reason)),
                mail,
                verdict,
                occasion,
                context);
    }

    /** Reports that {@code mail}, which was kept back, does not go on. */
    void returned(Mail mail, Verdict verdict, Waited.Returned returned, MailetContext context, Instant now)
            throws MessagingException, IOException {
        EnhancedStatus status = returned.isForSuspension()
                ? EnhancedStatus.SUSPENDED
                : EnhancedStatus.of(verdict.decision().why().orElseThrow());
        Occasion occasion = Occasions.returned(mail, verdict, returned, now);
        send(DeliveryStatus.failed(mta(context), mail, verdict.at(), status), mail, verdict, occasion, context);
    }

    /**
     * Reports that {@code mail} is kept back: deferred to its turn, or held for a person's decision; to those only whose
     * NOTIFY asks for it.
     */
    void delayed(Mail mail, Verdict verdict, MailetContext context, Instant now)
            throws MessagingException, IOException {
        boolean deferred = verdict.decision() instanceof Decision.Defer;
        Occasion occasion = Occasions.of(deferred ? Kind.DEFERRED : Kind.HELD, mail, verdict, now);
        DeliveryStatus status = DeliveryStatus.delayed(
                mta(context),
                mail,
                verdict.at(),
                EnhancedStatus.of(verdict.decision().why().orElseThrow()),
                until(verdict.decision()));
        send(status, mail, verdict, occasion, context);
    }

    private static Instant until(Decision decision) {
        return decision instanceof Decision.Defer turn ? turn.at() : ((Decision.Hold) decision).until();
    }

    private void send(DeliveryStatus status, Mail mail, Verdict verdict, Occasion occasion, MailetContext context)
            throws MessagingException, IOException {
        if (status.isEmpty()) {
            return;
        }
        MailAddress to = Correspondent.of(verdict.sender(), context);
        MimeMessage report = write(to, status, mail, verdict, occasion, context);
        desk.get()
                .once(
                        verdict.id(),
                        status.isFinal() ? "dsn" : "dsn-delayed",
                        occasion.now(),
                        () -> context.sendMail(MailAddress.nullSender(), List.of(to), report));
    }

    private MimeMessage write(
            MailAddress to, DeliveryStatus status, Mail mail, Verdict verdict, Occasion occasion, MailetContext context)
            throws MessagingException, IOException {
        ImmutableSet<Language> languages = settings.get().languages().allOf(verdict.sender());
        AutomaticReply reply = new AutomaticReply(
                        context.getPostmaster(),
                        settings.get().institution().name(),
                        to,
                        ReportSubject.of(status, languages),
                        occasion.now())
                .to(mail, verdict.id());
        return DeliveryReport.write(reply.message(), writer.get().shortGuidance(occasion, languages), status, mail);
    }

    private static String mta(MailetContext context) {
        return context.getPostmaster().getDomain().asString();
    }
}
