/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;

import org.mesura.submission.HashKey;

/** Texts and their fingerprints. */
public final class Texts {
    private static final Fingerprinter FINGERPRINTER = new Fingerprinter(new HashKey(1, 2));
    private static final String SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi xo zu";

    private Texts() {}

    /** The fingerprint of a message with this text and nothing else. */
    public static Fingerprint fingerprint(String text) {
        return ofMessage("Content-Type: text/plain; charset=utf-8\r\n\r\n" + text);
    }

    /** The fingerprint of text number {@code number}; each number has a text of its own. */
    public static Fingerprint numbered(long number) {
        return fingerprint(words(number, 40));
    }

    /** {@code count} words that no text of another seed has in that order. */
    public static String words(long seed, int count) {
        String[] syllables = SYLLABLES.split(" ");
        return new Random(seed * 31)
                .ints((long) count * 3, 0, syllables.length)
                .mapToObj(index -> syllables[index])
                .collect(Collectors.collectingAndThen(Collectors.joining(), all -> all.replaceAll("(.{6})", "$1 ")
                        .strip()));
    }

    static Fingerprint ofMessage(String message) {
        return FINGERPRINTER
                .fingerprint(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }
}
