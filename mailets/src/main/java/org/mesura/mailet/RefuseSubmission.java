/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

import javax.inject.Inject;
import javax.mail.MessagingException;

import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.mesura.review.Decision;

/**
 * Carries out a refusal: reports it to the sender and ends the mail without delivering it to anyone.
 *
 * <p>The report is one delivery status notification from {@code <>} for all recipients (RFC 3464, RFC 6522) with status
 * {@code 5.7.1} over a limit, {@code 5.5.3} for what never fits, {@code 5.7.28} for a mass mailing; its readable part
 * carries short guidance. It goes to the account that sent, is sent once per submission, and honours NOTIFY, RET and
 * ENVID (RFC 3461): recipients with {@code NOTIFY=NEVER} are left out, and if all are, no report is sent. Without RET a
 * message up to 1 MB comes back whole, a larger one as its header.
 *
 * <p>A mail whose verdict is not <em>refuse</em> goes on untouched, and so does one under {@code observe}.
 *
 * <p><b>Parameters.</b>
 *
 * <ul>
 *   <li>{@code repositoryPath} (none): URL of a mail repository in which the refused mail is kept after it was reported,
 *       {@code file://var/mail/mesura-refused/}. An administrator can reprocess it from there to processor {@code root};
 *       it is then reviewed anew.
 *   <li>{@code onFault} (transport): processor to which the mail goes on if it cannot be reported. One that was reported
 *       but cannot be kept ends all the same: its sender was told that nobody got it.
 * </ul>
 *
 * <pre>{@code
 * <processor state="mesura-refused">
 *     <mailet match="All" class="org.mesura.mailet.SendGuidance"/>
 *     <mailet match="All" class="org.mesura.mailet.RefuseSubmission"/>
 * </processor>
 * }</pre>
 */
public final class RefuseSubmission extends GenericMailet {
    private final Reports reports;
    private final MailRepositoryStore repositories;
    private final InstantSource clock;
    private final Alarm alarm;
    private Optional<MailRepositoryUrl> repository = Optional.empty();

    @Inject
    RefuseSubmission(Reports reports, MailRepositoryStore repositories, InstantSource clock, Alarm alarm) {
        this.reports = reports;
        this.repositories = repositories;
        this.clock = clock;
        this.alarm = alarm;
    }

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of("repositoryPath", "onFault"));
        repository = getInitParameterAsOptional("repositoryPath").map(MailRepositoryUrl::from);
    }

    @Override
    public void service(Mail mail) {
        Instant now = clock.instant();
        try {
            Optional<Verdict> refusal = Verdict.of(mail).filter(RefuseSubmission::isToBeRefused);
            if (refusal.isPresent()) {
                refuse(mail, refusal.get(), now);
            }
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not report the refusal of submission " + mail.getName(), fault, now);
            mail.setState(getInitParameter("onFault", Mail.TRANSPORT));
        }
    }

    private static boolean isToBeRefused(Verdict verdict) {
        return verdict.decision() instanceof Decision.Refuse && !verdict.observed();
    }

    private void refuse(Mail mail, Verdict verdict, Instant now) throws Exception {
        reports.refused(mail, verdict, getMailetContext(), now);
        mail.setState(Mail.GHOST);
        repository.ifPresent(url -> keep(mail, url, now));
    }

    private void keep(Mail mail, MailRepositoryUrl url, Instant now) {
        new VerdictAttributes(mail).markReported();
        try {
            repositories.select(url).store(mail);
        } catch (Exception fault) {
            alarm.raise("could not keep refused submission " + mail.getName(), fault, now);
        }
    }
}
