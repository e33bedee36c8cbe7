/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;

import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.mesura.hold.Admission;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Leases;
import org.mesura.submission.SubmissionId;

/**
 * The care of held mails: does for one what is due, by this server alone, if it gets the lease of it. A fault is an alarm,
 * and goes no further.
 */
@Singleton
final class Custody {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final HoldingArea area;
    private final Leases leases;
    private final Retries retries;
    private final Alarm alarm;

    @Inject
    Custody(HoldingArea area, Leases leases, Retries retries, Alarm alarm) {
        this.area = area;
        this.leases = leases;
        this.retries = retries;
        this.alarm = alarm;
    }

    /** How a mail is taken in. */
    interface Intake {
        Admission admit() throws MessagingException, MailRepositoryStoreException, IOException;
    }

    /** What is done for a mail. */
    interface Act {
        void on(HeldMail mail) throws MessagingException, MailRepositoryStoreException, IOException;
    }

    /**
     * Takes the mail of {@code id} in. Its turn may come before the disk has its fact, and if the disk does not get it the
     * mail goes on another way: until that is known nobody may let it leave. Who does not get the lease finds it known, or
     * is at the same delivery as another.
     */
    Admission begin(SubmissionId id, Intake intake, Instant now)
            throws MessagingException, MailRepositoryStoreException, IOException {
        boolean alone = leases.take(id, now, now.plus(LEASE));
        try {
            return intake.admit();
        } finally {
            if (alone) {
                leases.giveBack(id);
            }
        }
    }

    /**
     * Does {@code act}, in the thread of the schedule, unless it failed a moment ago. Answers whether the next mail of the
     * account may follow.
     */
    boolean scheduled(HeldMail mail, Act act, Instant now) {
        if (retries.holdBack(mail.id(), now)) {
            return true;
        }
        try {
            if (once(mail, held -> true, act, now) instanceof Outcome.Busy) {
                retries.later(mail, now);
                return false;
            }
            retries.succeeded(mail);
            return true;
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not finish held submission " + mail.id() + ", it is tried again", fault, now);
            return retries.failed(mail, now);
        }
    }

    /**
     * Does {@code act}, if it can get the lease.
     *
     * @param wanted whether there is still something to do, asked when nobody else can do it any more
     */
    Outcome once(HeldMail mail, Predicate<HeldMail> wanted, Act act, Instant now)
            throws MessagingException, MailRepositoryStoreException, IOException {
        if (!leases.take(mail.id(), now, now.plus(LEASE))) {
            return new Outcome.Busy();
        }
        try {
            // who had the lease before may have done it
            Optional<HeldMail> still = area.find(mail.id()).filter(wanted);
            if (still.isEmpty()) {
                return new Outcome.Gone();
            }
            act.on(still.get());
            return new Outcome.Done(still.get().sender());
        } finally {
            leases.giveBack(mail.id());
        }
    }
}
