/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

import javax.inject.Inject;
import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.mesura.hold.Waits;
import org.mesura.review.Decision;

/**
 * Carries out a deferral: keeps the mail back until the instant that the review reserved for it, and lets it go on then,
 * without another review. The mail waits whole in a mail repository; nothing polls it.
 *
 * <p>When the mail leaves, it has the attribute {@code mesura.releasedAt} and the name that it had with something behind
 * it. What may change meanwhile is told in {@code mailets/docs/operations.md}: it leaves earlier if it fits earlier; later
 * only if the server was down or the clock was set; not to outsiders while its account is suspended.
 *
 * <p>Recipients for whom the sender asked for it ({@code NOTIFY=DELAY}, RFC 3461) are reported as <em>delayed</em>.
 * The sender hears of a run of deferrals in one notice, and again when all have left.
 *
 * <p>A mail whose verdict is not <em>defer</em> goes on untouched, and so does one under {@code observe} and one that was
 * released already.
 *
 * <p><b>Parameters.</b>
 *
 * <ul>
 *   <li>{@code repositoryPath} (<em>James's default protocol</em>{@code ://var/mail/mesura-held/}): URL of the mail
 *       repository. One in memory loses what it holds when James ends.
 *   <li>{@code processor} (transport): where the mail goes on when it leaves.
 *   <li>{@code refused} (mesura-refused): where it goes, refused, when as many are kept back as may be ({@code held} in
 *       {@code conf/mesura.xml}).
 * </ul>
 *
 * <p><b>Faults.</b> A mail that cannot be kept goes on to {@code processor} at once: it was accepted, so it is delivered;
 * the fault is counted, logged and shown by the health check.
 *
 * <p><b>Bugs.</b> What was released between the crash of the server and the last thing that it wrote is released again: at
 * most one mail twice for each crash. A mail whose copy cannot be removed from the repository, which is read-only say,
 * leaves once while the server runs and once more after its next start.
 *
 * <pre>{@code
 * <processor state="mesura-deferred">
 *     <mailet match="All" class="org.mesura.mailet.DeferSubmission"/>
 *     <mailet match="All" class="ToProcessor">
 *         <processor>transport</processor>
 *     </mailet>
 * </processor>
 * }</pre>
 */
public final class DeferSubmission extends GenericMailet {
    private final Keeping keeping;
    private final Reports reports;
    private final Releases releases;
    private final InstantSource clock;
    private final Alarm alarm;
    private Place place;

    @Inject
    DeferSubmission(Keeping keeping, Reports reports, Releases releases, InstantSource clock, Alarm alarm) {
        this.keeping = keeping;
        this.reports = reports;
        this.releases = releases;
        this.clock = clock;
        this.alarm = alarm;
    }

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Keeping.PARAMETERS);
        place = keeping.open(this, clock.instant());
        releases.begin();
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return place.processors();
    }

    @Override
    public void service(Mail mail) {
        Instant now = clock.instant();
        try {
            Optional<Verdict> verdict = Verdict.of(mail).filter(reviewed -> Verdict.isToBeKept(mail, reviewed));
            if (verdict.isPresent() && verdict.get().decision() instanceof Decision.Defer turn) {
                defer(mail, verdict.get(), turn.at(), now);
            }
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not defer submission " + mail.getName(), fault, now);
        }
    }

    private void defer(Mail mail, Verdict verdict, Instant turn, Instant now) throws MessagingException, IOException {
        if (keeping.keep(mail, verdict, new Waits.ForTurn(turn), place, now)) {
            releases.expect(verdict, turn);
            reports.delayed(mail, verdict, getMailetContext(), now);
        }
    }
}
