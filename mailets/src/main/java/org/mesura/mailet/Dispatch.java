/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;

import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;

import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Mail;

/**
 * Puts a mail on James's spool, which takes a copy of it: when {@link #send} returns, the mail will go through its
 * processor as surely as one that came in by SMTP.
 */
@Singleton
final class Dispatch {
    private final MailQueueFactory<?> queues;
    // guarded by this
    private MailQueue spool;

    @Inject
    Dispatch(MailQueueFactory<?> queues) {
        this.queues = queues;
    }

    void send(Mail mail, String processor) throws MailQueueException {
        mail.setState(processor);
        spool().enQueue(mail);
    }

    private synchronized MailQueue spool() {
        if (spool == null) {
            // not sooner: the broker may start after our singletons
            spool = queues.createQueue(MailQueueFactory.SPOOL);
        }
        return spool;
    }

    @PreDestroy
    synchronized void close() throws IOException {
        if (spool != null) {
            spool.close();
        }
    }
}
