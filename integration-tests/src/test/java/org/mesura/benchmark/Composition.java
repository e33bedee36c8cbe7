/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import com.google.common.collect.ImmutableList;

/**
 * What the people write with whom a server is loaded: each message of sentences of its own, drawn from {@value #SENTENCES},
 * so that no two are a campaign, and put together from what is ready, so that writing costs next to nothing beside what
 * the server does. No line begins with a dot.
 */
enum Composition {
    /** 4 kB in plain text. */
    TEXT("4k", 4_000) {
        @Override
        void write(StringBuilder message, Random random) {
            message.append("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
            sentences(message, octets(), random, "%s\r\n");
        }
    },
    /** 20 kB: the same words as plain text and as HTML. */
    HTML("20k", 20_000) {
        @Override
        void write(StringBuilder message, Random random) {
            message.append("Content-Type: multipart/alternative; boundary=\"alternative\"\r\n\r\n--alternative\r\n");
            message.append("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
            long both = random.nextLong();
            sentences(message, PLAIN, new Random(both), "%s\r\n");
            message.append("\r\n--alternative\r\nContent-Type: text/html; charset=utf-8\r\n");
            message.append("Content-Transfer-Encoding: 8bit\r\n\r\n<html><body>\r\n");
            sentences(message, octets(), new Random(both), PARAGRAPH);
            message.append("</body></html>\r\n--alternative--\r\n");
        }
    },
    /** 200 kB: some lines and a file. */
    ATTACHMENT("200k", 200_000) {
        @Override
        void write(StringBuilder message, Random random) {
            message.append("Content-Type: multipart/mixed; boundary=\"mixed\"\r\n\r\n--mixed\r\n");
            message.append("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
            sentences(message, message.length() + NOTE, random, "%s\r\n");
            message.append("\r\n--mixed\r\nContent-Type: application/pdf; name=\"acta.pdf\"\r\n");
            message.append("Content-Disposition: attachment; filename=\"acta.pdf\"\r\n");
            message.append("Content-Transfer-Encoding: base64\r\n\r\n");
            int lines = (octets() - message.length()) / LINE;
            int first = random.nextInt(FILE.length() / LINE - lines);
            message.append(FILE, first * LINE, (first + lines) * LINE).append("\r\n--mixed--\r\n");
        }
    };

    private static final int PLAIN = 5_000;
    private static final int NOTE = 800;
    private static final int LINE = 78;
    private static final int SENTENCES = 4_000;
    private static final int WORDS = 1_500;
    private static final int WORDS_IN_A_SENTENCE = 11;
    private static final String PARAGRAPH =
            "<p class=\"MsoNormal\" style=\"margin:0cm\"><span style=\"font-size:11.0pt\">%s</span></p>\r\n";
    private static final Random SEED = new Random(11);
    private static final ImmutableList<String> VOCABULARY =
            IntStream.range(0, WORDS).mapToObj(word -> Composition.word()).collect(ImmutableList.toImmutableList());
    private static final ImmutableList<String> SAID = IntStream.range(0, SENTENCES)
            .mapToObj(sentence -> Composition.sentence())
            .collect(ImmutableList.toImmutableList());
    private static final String FILE = file();

    private final String id;
    private final int octets;

    Composition(String id, int octets) {
        this.id = id;
        this.octets = octets;
    }

    /** The name in measures. */
    String id() {
        return id;
    }

    int octets() {
        return octets;
    }

    /** A message as it goes over the wire after DATA, its end included. */
    byte[] message(String from, String to, Random random) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        StringBuilder message = new StringBuilder(octets + octets / 8)
                .append("Message-ID: <" + id + "@client.example>\r\nDate: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .append("\r\nFrom: " + from + "\r\nTo: " + to + "\r\nSubject: Asunto " + id)
                .append("\r\nMIME-Version: 1.0\r\n");
        write(message, random);
        return message.append(".\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    abstract void write(StringBuilder message, Random random);

    /** Writes sentences until the message is {@code until} long. */
    private static void sentences(StringBuilder message, int until, Random random, String form) {
        String before = form.substring(0, form.indexOf('%'));
        String after = form.substring(form.indexOf('%') + 2);
        while (message.length() < until) {
            message.append(before).append(SAID.get(random.nextInt(SENTENCES))).append(after);
        }
    }

    private static String word() {
        return IntStream.range(0, 2 + SEED.nextInt(3))
                .mapToObj(syllable -> "" + "bcdfglmnprst".charAt(SEED.nextInt(12)) + "aeioué".charAt(SEED.nextInt(6)))
                .reduce("", String::concat);
    }

    private static String sentence() {
        String words = IntStream.range(0, WORDS_IN_A_SENTENCE)
                .mapToObj(word -> VOCABULARY.get(SEED.nextInt(WORDS)))
                .reduce((left, right) -> left + " " + right)
                .orElseThrow();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }

    private static String file() {
        byte[] octets = new byte[1_000_000];
        SEED.nextBytes(octets);
        return Base64.getMimeEncoder(LINE - 2, "\r\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(octets);
    }
}
