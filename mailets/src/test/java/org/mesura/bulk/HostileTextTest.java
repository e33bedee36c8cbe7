/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesura.submission.HashKey;

import com.sun.management.ThreadMXBean;

/** Texts that are made to take time: whole fingerprints of them, in the processor's time, the best of a few. */
class HostileTextTest {
    private static final int MOST = 64 * 1024;
    private static final Duration MOST_TIME = Duration.ofMillis(25);
    private static final int READINGS = 24;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Fingerprinter FINGERPRINTER = new Fingerprinter(new HashKey(1, 2));

    private static Arguments text(String name, String start, String unit) {
        var most = MOST - start.length();
        return Arguments.of(name, "\r\n" + start + unit.repeat(most / unit.getBytes(UTF_8).length));
    }

    private static Arguments subject(String name, String start, String unit) {
        return Arguments.of(name, "Subject: " + start + unit.repeat(6_000 / unit.length()) + "x\r\n\r\nhola");
    }

    static Arguments[] messages() {
        return new Arguments[] {
            text("one line", "", "a"),
            text("one line of words", "", "a "),
            text("one line of greetings", "", "hola "),
            text("punctuation behind a greeting", "Hola", "!"),
            text("blanks behind a greeting", "hola a", " "),
            text("lines of one letter", "", "a\n"),
            text("empty quoted lines", "", ">\n"),
            text("one quotation", "", ">"),
            text("colons", "", ":"),
            text("lines of a colon", "", ":\n"),
            text("lines that end with a colon", "", "x:\n"),
            text("authors", "", "de:\n"),
            text("heads of answers", "", "de: a\npara: a\n"),
            text("fields of blanks", "", "de: a\nto                    x\n"),
            text("attributions", "", "x wrote:\n"),
            text("a long attribution", "> a\n", "x wrote "),
            text("punctuation behind an attribution", "x wrote", ","),
            text("attribution and empty lines", "wrote:\n", "\n"),
            text("signatures", "hola\n", "-- \n"),
            text("rules", "hola\n", "-----                 x\n"),
            text("one rule", "hola\n", "-"),
            text("links", "", "http://a "),
            text("addresses", "", "a@a "),
            text("at signs", "a", "@"),
            text("legal words", "", "confidencial destinatario "),
            text("legal paragraphs", "", "confidencial destinatario\n\n"),
            text("styled letters", "", "𝐀"),
            text("marks above a styled letter", "𝐀", "\u0301\u0316"),
            text("long ligatures", "𝐀", "\ufdfa"),
            text("pictures", "", "🎉"),
            text("ideographs", "", "漢字"),
            subject("answers", "", "re: "),
            subject("answers without a colon", "", "re "),
            subject("blanks behind an answer", "re:", " "),
            subject("counted answers", "", "re[1]: "),
            subject("a count", "re[", "1"),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void fingerprintShouldBeMadeSoon(String name, String message) {
        var octets = ("Content-Type: text/plain; charset=utf-8\r\n" + message).getBytes(UTF_8);
        var nanos = Long.MAX_VALUE;
        for (var reading = 0; reading < READINGS; reading++) {
            var before = THREADS.getCurrentThreadCpuTime();
            assertThat(FINGERPRINTER.fingerprint(new ByteArrayInputStream(octets)))
                    .isPresent();
            nanos = Math.min(nanos, THREADS.getCurrentThreadCpuTime() - before);
        }
        assertThat(Duration.ofNanos(nanos)).isLessThanOrEqualTo(MOST_TIME);
    }
}
