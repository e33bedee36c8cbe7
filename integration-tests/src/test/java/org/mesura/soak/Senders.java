/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.mesura.evaluate.Letters;
import org.mesura.runner.Accounts;
import org.mesura.runner.client.SmtpClient;
import org.mesura.runner.client.SmtpReply;

import com.google.common.collect.ImmutableSet;

/**
 * Those who send without end, over a connection for each account that is kept as long as the server lives. Their sequence
 * of mails is drawn from the seed; where in it they are when something happens depends on the machine.
 */
final class Senders {
    private static final int LANES = 4;
    /** Of all lanes together; a slower machine takes what it can. */
    private static final int MAILS_PER_SECOND = 76;

    private static final long NANOS_PER_MAIL = TimeUnit.SECONDS.toNanos(LANES) / MAILS_PER_SECOND;
    private static final long PAUSE_MILLIS = 100;

    private final int port;
    private final Accountant accountant;
    private final List<Thread> lanes = new ArrayList<>();
    /** Held for reading while a mail is sent. */
    private final ReentrantReadWriteLock sending = new ReentrantReadWriteLock(true);

    private volatile boolean open = true;
    private volatile boolean ended;

    Senders(int port, Letters letters, long seed, Accountant accountant) {
        this.port = port;
        this.accountant = accountant;
        for (int lane = 0; lane < LANES; lane++) {
            Post post = new Post(letters, seed, lane, LANES);
            Thread thread = new Thread(() -> send(post), "sender " + lane);
            thread.setDaemon(true);
            lanes.add(thread);
        }
    }

    void start() {
        lanes.forEach(Thread::start);
    }

    /** Returns when nobody sends any more; all hang up. */
    void hold() {
        open = false;
        sending.writeLock().lock();
        sending.writeLock().unlock();
    }

    /** All go on. */
    void goOn() {
        open = true;
    }

    /** Returns when nobody sends any more, for good. */
    void end() throws InterruptedException {
        ended = true;
        for (Thread lane : lanes) {
            lane.join();
        }
    }

    private void send(Post post) {
        Map<String, SmtpClient> connections = new HashMap<>();
        long due = System.nanoTime();
        while (!ended) {
            sending.readLock().lock();
            try {
                if (open) {
                    send(post.next(), connections);
                } else {
                    hangUp(connections);
                }
            } finally {
                sending.readLock().unlock();
            }
            due = Math.max(due, System.nanoTime() - TimeUnit.SECONDS.toNanos(1)) + NANOS_PER_MAIL;
            pause(open ? due - System.nanoTime() : TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
        hangUp(connections);
    }

    private void send(Post.Draft draft, Map<String, SmtpClient> connections) {
        Instant begun = Instant.now();
        ImmutableSet<String> taken = ImmutableSet.of();
        boolean given = false;
        try {
            SmtpClient smtp = connections.computeIfAbsent(
                    draft.account(), account -> SmtpClient.login(port, account, Accounts.PASSWORD));
            taken = envelope(draft, smtp);
            if (taken.isEmpty()) {
                smtp.command("RSET");
                return;
            }
            given = true;
            if (smtp.data(draft.message()).code() == 250) {
                accountant.accepted(submitted(draft, taken, begun));
            }
        } catch (UncheckedIOException | AssertionError | NumberFormatException | StringIndexOutOfBoundsException gone) {
            if (given) {
                accountant.unknown(submitted(draft, taken, begun));
            }
            hangUp(connections);
            pause(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
    }

    /** The recipients that the server takes. */
    private static ImmutableSet<String> envelope(Post.Draft draft, SmtpClient smtp) {
        SmtpReply sender = smtp.mailFrom(draft.account());
        if (!sender.isPositive()) {
            return ImmutableSet.of();
        }
        return draft.recipients().stream()
                .filter(recipient -> smtp.rcptTo(recipient).isPositive())
                .collect(ImmutableSet.toImmutableSet());
    }

    private static Submitted submitted(Post.Draft draft, ImmutableSet<String> taken, Instant begun) {
        return new Submitted(draft.id(), draft.account(), taken, begun, Instant.now());
    }

    private static void hangUp(Map<String, SmtpClient> connections) {
        connections.values().forEach(SmtpClient::close);
        connections.clear();
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }
}
