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
import org.mesura.bulk.Evidence;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Waits;
import org.mesura.notice.Alert;
import org.mesura.review.Decision;
import org.mesura.review.Reason;

import com.google.common.collect.ImmutableList;

/**
 * Keeps a mail back for a person's decision: the administrator is told, once per account and quiet period, and lets it go
 * or rejects it through the administration API. If nobody has decided after {@code holdFor} ({@code conf/mesura.xml}, 3
 * days) it goes back to its sender with a delivery report.
 *
 * <p>Mail that a person lets go leaves within its account's limits. Nobody got a held mail and it cost nothing: {@link
 * SendGuidance} before this mailet tells its sender so. Recipients for whom the sender asked for it ({@code
 * NOTIFY=DELAY}, RFC 3461) are reported as <em>delayed</em>.
 *
 * <p>A mail whose verdict is not <em>hold</em> goes on untouched, and so does one under {@code observe} and one that was
 * released already.
 *
 * <p><b>Parameters</b>, faults and bugs are those of {@link DeferSubmission}.
 *
 * <pre>{@code
 * <processor state="mesura-held">
 *     <mailet match="All" class="org.mesura.mailet.SendGuidance"/>
 *     <mailet match="All" class="org.mesura.mailet.HoldSubmission"/>
 *     <mailet match="All" class="ToProcessor">
 *         <processor>transport</processor>
 *     </mailet>
 * </processor>
 * }</pre>
 */
public final class HoldSubmission extends GenericMailet {
    private final Keeping keeping;
    private final HoldingArea area;
    private final Reports reports;
    private final Announcements announcements;
    private final Releases releases;
    private final InstantSource clock;
    private final Alarm alarm;
    private Place place;

    @Inject
    HoldSubmission(
            Keeping keeping,
            HoldingArea area,
            Reports reports,
            Announcements announcements,
            Releases releases,
            InstantSource clock,
            Alarm alarm) {
        this.keeping = keeping;
        this.area = area;
        this.reports = reports;
        this.announcements = announcements;
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
            if (verdict.isPresent() && verdict.get().decision() instanceof Decision.Hold hold) {
                hold(mail, verdict.get(), hold, now);
            }
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not hold submission " + mail.getName(), fault, now);
        }
    }

    private void hold(Mail mail, Verdict verdict, Decision.Hold hold, Instant now)
            throws MessagingException, IOException {
        if (keeping.keep(mail, verdict, new Waits.ForDecision(hold.until()), place, now)) {
            announcements.announce(alert(verdict, hold, now), getMailetContext());
            reports.delayed(mail, verdict, getMailetContext(), now);
        }
    }

    private Alert alert(Verdict verdict, Decision.Hold hold, Instant now) {
        ImmutableList<HeldMail> held = area.of(verdict.sender()).stream()
                .filter(mail -> mail.waits() instanceof Waits.ForDecision)
                .collect(ImmutableList.toImmutableList());
        Instant since =
                held.stream().map(HeldMail::since).min(Instant::compareTo).orElse(now);
        Optional<Evidence> campaign =
                hold.reason() instanceof Reason.Bulk bulk ? Optional.of(bulk.evidence()) : Optional.empty();
        return new Alert.OfHeld(
                verdict.sender(),
                verdict.policy(),
                Math.max(1, held.size()),
                since,
                held.isEmpty() ? hold.until() : held.get(0).waits().until(),
                campaign,
                now);
    }
}
