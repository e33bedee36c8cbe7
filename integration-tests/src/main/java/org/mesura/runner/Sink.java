/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An SMTP server that stands in for the outside world: it accepts everything, fast, and remembers what came.
 *
 * <p>Written by hand and not taken from a library: those that keep the raw bytes do not advertise what James may use
 * (8BITMIME, SIZE, SMTPUTF8, pipelining), cannot refuse one recipient of several, or keep every mail for ever. One thread
 * per connection; James opens a handful. What is remembered is bounded: when it outgrows the bound the oldest mails go, and
 * {@link #count()} counts on.
 */
public final class Sink implements AutoCloseable {
    /** What is remembered unless told otherwise, in bytes of messages. */
    private static final long MEMORY = 256L << 20;

    private static final int BACKLOG = 200;

    private record Refusal(Predicate<String> recipients, String reply) {}

    private final ServerSocket server;
    private final long memory;
    private final Consumer<ReceivedMail> reader;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    // The three below: guarded by this.
    private final Deque<ReceivedMail> mails = new ArrayDeque<>();
    private long remembered;
    private long count;

    private Sink(ServerSocket server, long memory, Consumer<ReceivedMail> reader) {
        this.server = server;
        this.memory = memory;
        this.reader = reader;
    }

    /** A sink on a port that is free. */
    public static Sink onAnyPort() {
        return on(0, MEMORY);
    }

    /** A sink on a port that is free, which tells {@code reader} of each mail before it takes it, and remembers the last only. */
    public static Sink telling(Consumer<ReceivedMail> reader) {
        return on(0, 0, reader);
    }

    /** A sink on {@code port} that remembers at most {@code memory} bytes of messages. */
    public static Sink on(int port, long memory) {
        return on(port, memory, mail -> {});
    }

    private static Sink on(int port, long memory, Consumer<ReceivedMail> reader) {
        try {
            Sink sink = new Sink(new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()), memory, reader);
            thread("sink", sink::accept);
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException("no sink on port " + port, e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                thread("sink connection", () -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new SinkSession(this, socket).run();
        } catch (IOException gone) {
            // The client hung up, or the sink is closed; either ends the session.
        } finally {
            connections.remove(socket);
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Refuses a recipient from now on with {@code reply}, such as {@code 550 5.1.1 no such user}. */
    public void refuse(String recipient, String reply) {
        refuse(recipient::equalsIgnoreCase, reply);
    }

    /** Refuses the recipients for which {@code recipients} holds from now on; the latest word on a recipient counts. */
    public void refuse(Predicate<String> recipients, String reply) {
        refusals.add(0, new Refusal(recipients, reply));
    }

    /** Accepts everything again. */
    public void refuseNobody() {
        refusals.clear();
    }

    Optional<String> refusalOf(String recipient) {
        return refusals.stream()
                .filter(refusal -> refusal.recipients().test(recipient))
                .map(Refusal::reply)
                .findFirst();
    }

    void remember(ReceivedMail mail) {
        reader.accept(mail);
        keep(mail);
    }

    private synchronized void keep(ReceivedMail mail) {
        mails.add(mail);
        count++;
        remembered += mail.message().length;
        while (remembered > memory && mails.size() > 1) {
            remembered -= mails.remove().message().length;
        }
    }

    /** How many mails came since the start or the last {@link #clear()}, remembered or not. */
    public synchronized long count() {
        return count;
    }

    /** The mails that are remembered, in the order in which they came. */
    public synchronized List<ReceivedMail> mails() {
        return List.copyOf(mails);
    }

    /** Those for which {@code wanted} holds. */
    public List<ReceivedMail> mails(Predicate<ReceivedMail> wanted) {
        return mails().stream().filter(wanted).toList();
    }

    /** Forgets all mails. */
    public synchronized void clear() {
        mails.clear();
        remembered = 0;
        count = 0;
    }

    /** Waits until at least {@code number} mails came, and gives those remembered. */
    public List<ReceivedMail> await(long number, Duration bound) {
        Await.until(bound, number + " mails at the sink, which has " + count(), () -> count() >= number);
        return mails();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
