/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection to the {@link Sink}: as much of SMTP as a sending server uses. */
final class SinkSession {
    private static final int BUFFER = 1 << 16;
    private static final Pattern PATH = Pattern.compile("<([^>]*)>");
    private static final String CAPABILITIES =
            "250-sink.outside.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n"
                    + "250-ENHANCEDSTATUSCODES\r\n250-DSN\r\n250 SIZE 104857600";

    private final Sink sink;
    private final InputStream in;
    private final OutputStream out;
    private final List<String> recipients = new ArrayList<>();
    private Optional<String> sender = Optional.empty();

    SinkSession(Sink sink, Socket socket) throws IOException {
        this.sink = sink;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        socket.setTcpNoDelay(true);
    }

    void run() throws IOException {
        reply("220 sink.outside.example ESMTP");
        while (true) {
            Optional<String> line = readLine();
            if (line.isEmpty()) {
                return;
            }
            String command = line.get().toUpperCase(Locale.ROOT);
            if (command.startsWith("QUIT")) {
                reply("221 2.0.0 bye");
                return;
            }
            reply(answer(command, line.get()));
        }
    }

    private String answer(String command, String line) throws IOException {
        if (command.startsWith("EHLO")) {
            return CAPABILITIES;
        }
        if (command.startsWith("HELO") || command.startsWith("NOOP")) {
            return "250 2.0.0 ok";
        }
        if (command.startsWith("RSET")) {
            forget();
            return "250 2.0.0 ok";
        }
        if (command.startsWith("MAIL FROM:")) {
            forget();
            sender = path(line);
            return sender.isPresent() ? "250 2.1.0 ok" : "501 5.1.7 no path";
        }
        if (command.startsWith("RCPT TO:")) {
            return recipient(line);
        }
        if (command.startsWith("DATA")) {
            return data();
        }
        return "502 5.5.1 not known here";
    }

    private String recipient(String line) {
        Optional<String> recipient = path(line);
        if (sender.isEmpty() || recipient.isEmpty()) {
            return "503 5.5.1 no";
        }
        Optional<String> refusal = sink.refusalOf(recipient.get());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        recipients.add(recipient.get());
        return "250 2.1.5 ok";
    }

    private String data() throws IOException {
        if (recipients.isEmpty()) {
            return "554 5.5.1 no valid recipients";
        }
        reply("354 go on");
        byte[] message = readMessage();
        sink.remember(new ReceivedMail(sender.orElseThrow(), recipients, message, Instant.now()));
        forget();
        return "250 2.0.0 taken";
    }

    private void forget() {
        sender = Optional.empty();
        recipients.clear();
    }

    private static Optional<String> path(String line) {
        Matcher matcher = PATH.matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** A client that pipelines gets its replies together: nothing is flushed while more commands wait. */
    private void reply(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        if (in.available() == 0) {
            out.flush();
        }
    }

    private Optional<String> readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8).stripTrailing());
            }
            line.write(octet);
        }
        return Optional.empty();
    }

    /** Reads up to the line that holds a dot alone; a dot that begins a line is followed by the one meant (RFC 5321). */
    private byte[] readMessage() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream(BUFFER);
        ByteArrayOutputStream line = new ByteArrayOutputStream(1000);
        while (true) {
            line.reset();
            int octet = in.read();
            for (; octet >= 0 && octet != '\n'; octet = in.read()) {
                line.write(octet);
            }
            if (octet < 0) {
                throw new IOException("the client hung up within a message");
            }
            line.write('\n');
            byte[] bytes = line.toByteArray();
            if (bytes[0] != '.') {
                message.write(bytes);
            } else if (new String(bytes, StandardCharsets.US_ASCII).equals(".\r\n")) {
                return message.toByteArray();
            } else {
                message.write(bytes, 1, bytes.length - 1);
            }
        }
    }
}
