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

    /** Octets of HTML, decoded: mark-up takes its share. */
    static final int HTML = 128 * 1024;

    /** Tags of HTML: a page of so many octets has half of them, and some take jsoup 1 µs each, ten times that at first. */
    static final int TAGS = 8_000;

    /** What a page takes of it at least: to read an empty one costs jsoup as much. */
    private static final int PAGE = 256;

    /** A part takes mime4j 2 µs, and many times that at first. */
    static final int PARTS = 2_000;

    /** To begin with an enclosed message costs mime4j 5 µs. */
    private static final int MESSAGES = 200;

    private static final int BUFFER = 8 * 1024;

    private final Ration plain = new Ration(PLAIN, 0);
    private final Ration html = new Ration(HTML, PAGE);
    private final Ration files = new Ration(PLAIN, 0);
    private final byte[] buffer;
    private final Allowance enclosed;
    private int parts = PARTS;
    private int messages = MESSAGES;

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
        return plain.read(encoded, encoding, buffer);
    }

    byte[] readHtml(InputStream encoded, TransferEncoding encoding) throws IOException {
        return html.read(encoded, encoding, buffer);
    }

    /** Reads the text of a file. */
    byte[] readFile(InputStream decoded) throws IOException {
        return files.read(decoded, TransferEncoding.IDENTITY, buffer);
    }

    /** As much of a page as there are tags left for. */
    String page(String html) {
        return this.html.page(html);
    }

    /** The same of a page that is a file. */
    String pageOfFile(String html) {
        return files.page(html);
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

    /** Whether there may have been more than may be read. */
    boolean isUsedUp() {
        return parts < 0 || plain.left == 0 || html.left == 0 || html.tags == 0;
    }

    /** Octets of one kind. */
    private static final class Ration {
        private final int least;
        private int left;
        private int tags = TAGS;

        /**
         * @param left how many octets, decoded
         * @param least what a part takes of them at least
         */
        private Ration(int left, int least) {
            this.left = left;
            this.least = least;
        }

        private byte[] read(InputStream encoded, TransferEncoding encoding, byte[] buffer) throws IOException {
            byte[] octets = upTo(encoding.encoded(left), encoded, buffer);
            byte[] decoded = encoding.decode(octets);
            byte[] taken = decoded.length > left ? Arrays.copyOf(decoded, left) : decoded;
            // of what falls away in decoding there is not any amount either
            int cost = Math.max(Math.max(taken.length, encoding.decoded(octets.length)), least);
            left = Math.max(0, left - cost);
            return taken;
        }

        private String page(String html) {
            for (int tag = html.indexOf('<'); tag >= 0; tag = html.indexOf('<', tag + 1)) {
                if (tags == 0) {
                    return html.substring(0, tag);
                }
                tags--;
            }
            return html;
        }

        private static byte[] upTo(int limit, InputStream in, byte[] buffer) throws IOException {
            byte[] octets = buffer;
            int length = 0;
            for (int count = 0; count >= 0 && length < limit; length += Math.max(0, count)) {
                if (length == octets.length) {
                    octets = Arrays.copyOf(octets, length * 2);
                }
                count = in.read(octets, length, Math.min(limit, octets.length) - length);
            }
            return Arrays.copyOf(octets, length);
        }
    }
}
