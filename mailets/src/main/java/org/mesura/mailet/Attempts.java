/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;

import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Leases;

/** Does for a held mail what is due, if this server gets the lease of it. A fault is an alarm, and goes no further. */
@Singleton
final class Attempts {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final HoldingArea area;
    private final Leases leases;
    private final Retries retries;
    private final Alarm alarm;

    @Inject
    Attempts(HoldingArea area, Leases leases, Retries retries, Alarm alarm) {
        this.area = area;
        this.leases = leases;
        this.retries = retries;
        this.alarm = alarm;
    }

    /** What is done for a mail. */
    interface Act {
        void on(HeldMail mail) throws MessagingException, MailRepositoryStoreException, IOException;
    }

    /** Does {@code act}, in the thread of the schedule, unless it failed a moment ago. Answers whether the next mail of the account may follow. */
    boolean scheduled(HeldMail mail, Act act, Instant now) {
        if (retries.holdBack(mail.id(), now)) {
            return true;
        }
        try {
            if (!once(mail, act, now)) {
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

    /** Does {@code act} unless another server has the lease. Answers whether nothing is left to do. */
    boolean once(HeldMail mail, Act act, Instant now)
            throws MessagingException, MailRepositoryStoreException, IOException {
        if (!leases.take(mail.id(), now, now.plus(LEASE))) {
            return false;
        }
        try {
            // who had the lease before may have done it
            Optional<HeldMail> still = area.find(mail.id());
            if (still.isPresent()) {
                act.on(still.get());
            }
            return true;
        } finally {
            leases.giveBack(mail.id());
        }
    }
}
