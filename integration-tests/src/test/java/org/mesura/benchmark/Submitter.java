/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;

import org.mesura.runner.Accounts;

/**
 * A person at one authenticated connection that stays. It writes whole messages at once and reads no more of a reply than
 * its code: it shares the processors with the server that is measured.
 */
final class Submitter implements AutoCloseable {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final int RECIPIENTS = 200;

    private final String account;
    private final Random random;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Submitter(int port, String account) throws IOException {
        this.account = account;
        this.random = new Random(account.hashCode());
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) BOUND.toMillis());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Connects and authenticates. */
    static Submitter login(int port, String account) {
        try {
            Submitter submitter = new Submitter(port, account);
            submitter.expect(220, "the greeting");
            submitter.say("EHLO client.example", 250);
            byte[] plain = ("\0" + account + "\0" + Accounts.PASSWORD).getBytes(StandardCharsets.UTF_8);
            submitter.say("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain), 235);
            return submitter;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Submits a message to somebody outside. The nanoseconds from its end to the server's word that it has it. */
    long submit(Composition composition) {
        String recipient = "persona" + random.nextInt(RECIPIENTS) + "@outside.example";
        byte[] message = composition.message(account, recipient, random);
        try {
            say("MAIL FROM:<" + account + ">", 250);
            say("RCPT TO:<" + recipient + ">", 250);
            say("DATA", 354);
            out.write(message);
            long end = System.nanoTime();
            expect(250, "DATA");
            return System.nanoTime() - end;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String line, int code) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        expect(code, line);
    }

    /** Reads a reply of any number of lines. */
    private void expect(int code, String what) throws IOException {
        StringBuilder line = new StringBuilder();
        do {
            line.setLength(0);
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new EOFException("the server hung up after " + what);
                }
                line.append((char) octet);
            }
        } while (line.charAt(3) == '-');
        if (!line.toString().startsWith(Integer.toString(code))) {
            throw new IllegalStateException(account + " said '" + what + "' and got " + line);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
