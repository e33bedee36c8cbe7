/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;
import javax.inject.Provider;

import org.apache.mailet.MailetContext;
import org.mesura.mailet.Alarm;
import org.mesura.mailet.Announcements;
import org.mesura.notice.Alert;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.Accounts;
import org.mesura.review.Reason;
import org.mesura.review.Request;
import org.mesura.submission.Sender;

/**
 * Takes down what was refused at the door, as the review does of what it refuses: an account that goes on and on over a
 * limit is noticed, whichever way its mail was stopped. Nothing is charged.
 *
 * <p>No mail program waits for it: a thread of its own writes, which ends when there is nothing to do. If the store is so
 * slow that {@value #WAITING} refusals wait, more are left out; they were refused all the same.
 */
final class Attempts {
    private static final int WAITING = 1_000;
    private static final long IDLE_SECONDS = 10;

    private final AccountBook book;
    private final Announcements announcements;
    private final Provider<MailetContext> context;
    private final Alarm alarm;
    private final Executor writing;

    @Inject
    Attempts(AccountBook book, Announcements announcements, Provider<MailetContext> context, Alarm alarm) {
        this(book, announcements, context, alarm, oneThread());
    }

    Attempts(
            AccountBook book,
            Announcements announcements,
            Provider<MailetContext> context,
            Alarm alarm,
            Executor writing) {
        this.book = book;
        this.announcements = announcements;
        this.context = context;
        this.alarm = alarm;
        this.writing = writing;
    }

    private static Executor oneThread() {
        ThreadPoolExecutor thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> {
                    Thread writer = new Thread(task, "mesura-door");
                    writer.setDaemon(true);
                    return writer;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    /** {@code request} was refused for {@code reason}. A fault is counted and never goes out. */
    void note(Request request, Reason reason, Instant now) {
        writing.execute(() -> {
            try {
                write(request, reason, now);
            } catch (RuntimeException | LinkageError | StackOverflowError fault) {
                alarm.raise("could not take down what was refused at the door", fault, now);
            }
        });
    }

    private void write(Request request, Reason reason, Instant now) {
        Sender sender = request.submission().sender();
        Terms terms = request.terms();
        book.change(sender, Accounts.turnedAway(request, reason, now), now)
                .events()
                .forEach(event -> announcements.announce(
                        new Alert.OfEvent(event, sender, terms.policy().name(), terms.isObserved(), now),
                        context.get()));
    }
}
