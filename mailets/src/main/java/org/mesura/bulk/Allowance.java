/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.io.IOException;
import java.io.InputStream;

/**
 * How much of a message may yet be read, of each kind for itself: a long file in front cannot keep the text from being
 * read. Enclosed messages share a further allowance.
 */
final class Allowance {
    /** Octets of plain text, decoded. */
    static final int PLAIN = 64 * 1024;

    /** Octets of HTML, decoded: mark-up takes its share. The worst of so many take jsoup 20 ms. */
    static final int HTML = 128 * 1024;

    /** A part takes 7 octets at least, and 1 µs. */
    static final int PARTS = 10_000;

    private int plain = PLAIN;
    private int html = HTML;
    private int files = PLAIN;
    private int parts = PARTS;
    private final Allowance enclosed;

    private Allowance() {
        this.enclosed = this;
    }

    private Allowance(Allowance enclosed) {
        this.enclosed = enclosed;
    }

    static Allowance ofMessage() {
        return new Allowance(new Allowance());
    }

    /** What messages in this one may take together. */
    Allowance ofEnclosed() {
        return enclosed;
    }

    byte[] readPlain(InputStream content) throws IOException {
        byte[] octets = content.readNBytes(plain);
        plain -= octets.length;
        return octets;
    }

    byte[] readHtml(InputStream content) throws IOException {
        byte[] octets = content.readNBytes(html);
        html -= octets.length;
        return octets;
    }

    /** Reads the text of a file. */
    byte[] readFile(InputStream content) throws IOException {
        byte[] octets = content.readNBytes(files);
        files -= octets.length;
        return octets;
    }

    /** Takes a part if there is one left to take. */
    boolean takesPart() {
        parts--;
        return parts >= 0;
    }

    /** Whether there was more than may be read. */
    boolean isUsedUp() {
        return parts < 0 || plain == 0 || html == 0;
    }
}
