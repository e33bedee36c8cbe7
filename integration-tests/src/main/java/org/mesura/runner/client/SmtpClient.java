/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.Collection;

/**
 * A mail program's side of SMTP, on a plain socket, so that a story says exactly what is said and sees exactly what is
 * answered. The connection is kept, as a good client's is: authentication costs the server a password hash.
 *
 * <pre>{@code
 * try (SmtpClient smtp = SmtpClient.login(server.ports().submission(), "ana@alcaldia.example", "secreto")) {
 *     SmtpReply reply = smtp.send("ana@alcaldia.example", List.of("eva@outside.example"), letter.bytes());
 * }
 * }</pre>
 */
public final class SmtpClient implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final int BUFFER = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private SmtpClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) BOUND.toMillis());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /** Connects and says EHLO. */
    public static SmtpClient connect(int port) {
        try {
            SmtpClient client = new SmtpClient(port);
            client.expectPositive("greeting", client.readReply());
            client.expectPositive("EHLO", client.command("EHLO client.example"));
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects and authenticates; a refusal is an error. */
    public static SmtpClient login(int port, String account, String password) {
        SmtpClient client = connect(port);
        client.expectPositive("AUTH", client.authenticate(account, password));
        return client;
    }

    public SmtpReply authenticate(String account, String password) {
        byte[] plain = ("\0" + account + "\0" + password).getBytes(StandardCharsets.UTF_8);
        return command("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain));
    }

    /** @param parameters such as {@code RET=HDRS}, {@code SIZE=1000}, {@code SMTPUTF8} */
    public SmtpReply mailFrom(String sender, String... parameters) {
        return command("MAIL FROM:<" + sender + ">" + joined(parameters));
    }

    /** @param parameters such as {@code NOTIFY=NEVER} */
    public SmtpReply rcptTo(String recipient, String... parameters) {
        return command("RCPT TO:<" + recipient + ">" + joined(parameters));
    }

    /** Sends DATA and, if the server lets it, the message; what comes back last is returned. */
    public SmtpReply data(byte[] message) {
        SmtpReply reply = command("DATA");
        if (!reply.isPositive()) {
            return reply;
        }
        try {
            writeMessage(message);
            return readReply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole transaction; the first refusal of any kind ends it and is returned. */
    public SmtpReply send(String sender, Collection<String> recipients, byte[] message) {
        SmtpReply reply = mailFrom(sender);
        for (String recipient : recipients) {
            if (!reply.isPositive()) {
                break;
            }
            reply = rcptTo(recipient);
        }
        if (!reply.isPositive()) {
            command("RSET");
            return reply;
        }
        return data(message);
    }

    /** Says a line and reads the reply. */
    public SmtpReply command(String line) {
        try {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return readReply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeMessage(byte[] message) throws IOException {
        boolean lineBegins = true;
        for (byte octet : message) {
            if (lineBegins && octet == '.') {
                out.write('.');
            }
            out.write(octet);
            lineBegins = octet == '\n';
        }
        out.write((lineBegins ? ".\r\n" : "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private SmtpReply readReply() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            String line = readLine();
            text.append(text.isEmpty() ? "" : "\n").append(line.substring(Math.min(4, line.length())));
            if (line.length() < 4 || line.charAt(3) != '-') {
                return new SmtpReply(Integer.parseInt(line.substring(0, 3)), text.toString());
            }
        }
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server hung up");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private void expectPositive(String what, SmtpReply reply) {
        if (!reply.isPositive()) {
            close();
            throw new AssertionError(what + " refused: " + reply);
        }
    }

    private static String joined(String... parameters) {
        return parameters.length == 0 ? "" : " " + String.join(" ", parameters);
    }

    /** Hangs up; the server needs no word of farewell. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
