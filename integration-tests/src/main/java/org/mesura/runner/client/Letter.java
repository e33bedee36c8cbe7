/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.client;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A message as a mail program writes it. Each has a Message-ID of its own: James looks for conversations by it, which many
 * messages with the same one make slow.
 */
public final class Letter {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final String body;

    private Letter(String body) {
        this.body = body;
    }

    /** A letter in plain text. */
    public static Letter of(String from, Collection<String> to, String subject, String body) {
        Letter letter = new Letter(body);
        letter.headers.put("Message-ID", "<" + UUID.randomUUID() + "@client.example>");
        letter.headers.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        letter.headers.put("From", from);
        letter.headers.put("To", String.join(",\r\n ", to));
        letter.headers.put("Subject", subject);
        letter.headers.put("MIME-Version", "1.0");
        letter.headers.put("Content-Type", "text/plain; charset=utf-8");
        letter.headers.put("Content-Transfer-Encoding", "8bit");
        return letter;
    }

    /** A letter whose subject and text nobody else writes. */
    public static Letter of(String from, Collection<String> to) {
        String word = UUID.randomUUID().toString();
        return of(from, to, "Letter " + word, "This is the letter " + word + ".\r\n");
    }

    /** Sets a header, or replaces it. */
    public Letter header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public String header(String name) {
        return headers.get(name);
    }

    public byte[] bytes() {
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        return (String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }
}
