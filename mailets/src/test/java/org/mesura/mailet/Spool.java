/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;

import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;

import com.google.common.collect.ImmutableSet;

/** A spool that keeps copies of what is put on it, in order, as James's do. */
final class Spool implements MailQueueFactory<MailQueue> {
    private final List<Mail> mails = new ArrayList<>();
    private final MailQueue queue;

    Spool(Faults faults) {
        queue = faults.in(MailQueue.class, new Queue());
    }

    synchronized List<Mail> mails() {
        return List.copyOf(mails);
    }

    synchronized int size() {
        return mails.size();
    }

    @Override
    public Optional<MailQueue> getQueue(MailQueueName name, PrefetchCount count) {
        return Optional.of(queue);
    }

    @Override
    public MailQueue createQueue(MailQueueName name, PrefetchCount count) {
        return queue;
    }

    @Override
    public Set<MailQueueName> listCreatedMailQueues() {
        return ImmutableSet.of(MailQueueFactory.SPOOL);
    }

    private synchronized void add(Mail mail) throws MessagingException {
        Mail copy = MailImpl.duplicate(mail);
        copy.setName(mail.getName());
        copy.setState(mail.getState());
        copy.setMessage(new MimeMessage(mail.getMessage()));
        mails.add(copy);
    }

    private final class Queue implements MailQueue {
        @Override
        public MailQueueName getName() {
            return MailQueueFactory.SPOOL;
        }

        @Override
        public void enQueue(Mail mail, Duration delay) {
            throw new UnsupportedOperationException("a queue's delay is not to be relied on");
        }

        @Override
        public void enQueue(Mail mail) throws MailQueueException {
            try {
                add(mail);
            } catch (MessagingException e) {
                throw new MailQueueException("could not copy", e);
            }
        }

        @Override
        public Publisher<Void> enqueueReactive(Mail mail) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Publisher<MailQueueItem> deQueue() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
