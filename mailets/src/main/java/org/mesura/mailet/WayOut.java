/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;
import javax.mail.MessagingException;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.mesura.hold.Departed;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingArea;
import org.mesura.notice.Waited;
import org.mesura.submission.SubmissionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;

/**
 * The two ways out for a held mail: on to its recipients, or back to its sender. Either ends in the same order: first the
 * mail is on James's spool, or its report is; then its copy is removed; then the fact is forgotten. A crash between the
 * first two makes one mail go twice. If the second or third fails while the server runs, only that is tried again.
 */
@Singleton
final class WayOut {
    private static final Logger LOGGER = LoggerFactory.getLogger(WayOut.class);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 200_000;

    private final HeldCopies copies;
    private final HoldingArea area;
    private final Dispatch dispatch;
    private final Reports reports;
    private final Guidance guidance;
    private final Provider<MailetContext> context;
    private final ReleaseFigures figures;
    private final Alarm alarm;
    /** The mails that are out, and whose copy or fact is still here. */
    private final Map<SubmissionId, Departed> out = new ConcurrentHashMap<>();
    /** Those that came to their end lately. */
    private final Cache<SubmissionId, Departed> ended = CacheBuilder.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .build();

    @Inject
    WayOut(
            HeldCopies copies,
            HoldingArea area,
            Dispatch dispatch,
            Reports reports,
            Guidance guidance,
            Provider<MailetContext> context,
            ReleaseFigures figures,
            Alarm alarm) {
        this.copies = copies;
        this.area = area;
        this.dispatch = dispatch;
        this.reports = reports;
        this.guidance = guidance;
        this.context = context;
        this.figures = figures;
        this.alarm = alarm;
    }

    /** Whether the mail of {@code id} is out: nothing is left to decide of it. */
    boolean isOut(SubmissionId id) {
        return out.containsKey(id);
    }

    /** Whether the mail of {@code id} left or went back lately. */
    boolean ended(SubmissionId id) {
        return ended.getIfPresent(id) != null;
    }

    /** Lets {@code held} go on. Answers whether it did: not if it was found gone or broken. */
    boolean leave(HeldMail held, Instant now) throws MessagingException, MailRepositoryStoreException, IOException {
        if (!isOut(held.id())) {
            take(held, now, mail -> {
                Verdict.release(mail, now);
                dispatch.send(mail, held.copy().processor());
                end(held, Departed.LEFT);
                figures.left();
            });
        }
        boolean left = out.get(held.id()) == Departed.LEFT;
        finish(held, now);
        return left;
    }

    /** Sends {@code held} back to its sender, with a report. */
    void sendBack(HeldMail held, Waited.Returned why, Instant now)
            throws MessagingException, MailRepositoryStoreException, IOException {
        if (!isOut(held.id())) {
            take(held, now, mail -> {
                Optional<Verdict> known = Verdict.of(mail)
                        .filter(verdict -> verdict.decision().why().isPresent());
                if (known.isEmpty()) {
                    // nor will it be there the next time
                    broken(held, "has no verdict any more", copies.setAside(held.copy(), mail), now);
                    return;
                }
                Verdict verdict = known.get();
                reports.returned(mail, verdict, why, context.get(), now);
                end(held, Departed.RETURNED);
                figures.returned();
                LOGGER.info("held submission {} of {} went back: {}", held.id(), held.sender(), why.cause());
                guide(mail, verdict, why, now);
            });
        }
        finish(held, now);
    }

    /** Removes what is left here of a mail that is out. */
    void finish(HeldMail held, Instant now) throws MessagingException, MailRepositoryStoreException, IOException {
        Departed how = out.get(held.id());
        copies.remove(held.copy());
        area.remove(held.id(), how, now);
        out.remove(held.id());
    }

    /** Not for one that is gone or broken: if it turns up again it is no copy of a mail that had its end. */
    private void end(HeldMail held, Departed how) {
        out.put(held.id(), how);
        ended.put(held.id(), how);
    }

    private void take(HeldMail held, Instant now, Way way)
            throws MessagingException, MailRepositoryStoreException, IOException {
        Retrieved retrieved = copies.retrieve(held.copy());
        if (retrieved instanceof Retrieved.Found found) {
            try {
                way.of(found.mail());
            } finally {
                LifecycleUtil.dispose(found.mail());
            }
            return;
        }
        if (retrieved instanceof Retrieved.Unreadable) {
            throw new IOException("the copy of held submission " + held.id() + " cannot be read now");
        }
        if (retrieved instanceof Retrieved.Broken broken) {
            broken(held, "cannot be read", broken.aside().map(Path::toString).orElse("its repository"), now);
        } else {
            out.put(held.id(), Departed.RETURNED);
            LOGGER.info("held submission {} of {} is gone from its repository", held.id(), held.sender());
        }
    }

    private void broken(HeldMail held, String how, String aside, Instant now) {
        out.put(held.id(), Departed.RETURNED);
        figures.broken();
        String what = "held submission " + held.id() + " of " + held.sender() + " " + how + ", it lies in " + aside;
        LOGGER.error(what);
        alarm.raise(what, new IOException("a broken copy in " + held.copy().repository()), now);
    }

    /** The report is out: a fault here must not send it again. */
    private void guide(Mail mail, Verdict verdict, Waited.Returned why, Instant now) {
        try {
            guidance.write(Occasions.returned(mail, verdict, why, now), mail, verdict.id(), context.get());
        } catch (Exception fault) {
            alarm.raise("could not write guidance for submission " + verdict.id(), fault, now);
        }
    }

    private interface Way {
        void of(Mail mail) throws MessagingException, MailRepositoryStoreException, IOException;
    }
}
