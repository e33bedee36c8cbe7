/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * How much of a message may yet be read, of each kind for itself: a long file in front cannot keep the text from being
 * read. Enclosed messages share a further allowance.
 */
final class Allowance {
    /** Octets of plain text, decoded. */
    static final int PLAIN = 64 * 1024;

    /** Octets of HTML, decoded: mark-up takes its share. The worst of so many take jsoup 20 ms. */
    static final int HTML = 128 * 1024;

    /** What a page takes of it at least: to read an empty one costs jsoup as much. */
    private static final int PAGE = 256;

    /** A part takes 5 octets at least, and 1 µs. */
    static final int PARTS = 10_000;

    /** To begin with a message costs mime4j 5 µs. */
    private static final int MESSAGES = 1_000;

    private static final int BUFFER = 8 * 1024;

    private int plain = PLAIN;
    private int html = HTML;
    private int files = PLAIN;
    private int parts = PARTS;
    private int messages = MESSAGES;
    private final byte[] buffer;
    private final Allowance enclosed;

    private Allowance() {
        this.buffer = new byte[BUFFER];
        this.enclosed = this;
    }

    private Allowance(Allowance enclosed) {
        this.buffer = enclosed.buffer;
        this.enclosed = enclosed;
    }

    static Allowance ofMessage() {
        return new Allowance(new Allowance());
    }

    /** What messages in this one may take together. */
    Allowance ofEnclosed() {
        return enclosed;
    }

    byte[] readPlain(InputStream encoded, TransferEncoding encoding) throws IOException {
        byte[] octets = read(encoded, encoding, plain);
        plain -= octets.length;
        return octets;
    }

    byte[] readHtml(InputStream encoded, TransferEncoding encoding) throws IOException {
        byte[] octets = read(encoded, encoding, html);
        html = Math.max(0, html - Math.max(PAGE, octets.length));
        return octets;
    }

    /** Reads the text of a file. */
    byte[] readFile(InputStream content) throws IOException {
        byte[] octets = content.readNBytes(files);
        files -= octets.length;
        return octets;
    }

    private byte[] read(InputStream encoded, TransferEncoding encoding, int most) throws IOException {
        int limit = encoding.encoded(most);
        byte[] octets = buffer;
        int length = 0;
        for (int count = 0; count >= 0 && length < limit; length += Math.max(0, count)) {
            if (length == octets.length) {
                octets = Arrays.copyOf(octets, length * 2);
            }
            count = encoded.read(octets, length, Math.min(limit, octets.length) - length);
        }
        byte[] decoded = encoding.decode(Arrays.copyOf(octets, length));
        return decoded.length > most ? Arrays.copyOf(decoded, most) : decoded;
    }

    /** Room to read into for a moment. */
    byte[] buffer() {
        return buffer;
    }

    /** Takes a part if there is one left to take. */
    boolean takesPart() {
        parts--;
        return parts >= 0;
    }

    /** Takes an enclosed message if there is one left to take. */
    boolean takesMessage() {
        messages--;
        return messages >= 0;
    }

    /** Whether there was more than may be read. */
    boolean isUsedUp() {
        return parts < 0 || plain == 0 || html == 0;
    }
}
