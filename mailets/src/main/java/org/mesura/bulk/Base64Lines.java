/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.Base64;

/**
 * Undoes base64 several lines at a time where they look as nearly every program writes them: all of one length and digits
 * through and through. These the decoder of Java takes, for which processors have instructions, once their ends are gone.
 */
final class Base64Lines {
    /** Fewer are not worth the trouble. */
    private static final int LINES = 8;
    /** RFC 2045 has 76 digits; more than these are no line that anybody means. */
    private static final int LONGEST = 1_000;

    private static final int ENCODED = 4;
    private static final int DECODED = 3;
    private static final Base64.Decoder DECODER = Base64.getDecoder();

    private byte[] digits = {};
    private byte[] octets = {};
    private boolean failed;

    /**
     * How many octets of {@code encoded}, of which a line begins at {@code start}, are lines that {@link #decode} takes; zero
     * if it takes none.
     */
    int taken(byte[] encoded, int start, int end) {
        int width = failed ? 0 : width(encoded, start, end);
        if (width == 0 || start + LINES * width > end) {
            return 0;
        }
        int length = width - (encoded[start + width - 2] == '\r' ? 2 : 1);
        if (length == 0 || length % ENCODED != 0) {
            return 0;
        }
        room(LINES * length);
        for (int line = 0; line < LINES; line++) {
            int from = start + line * width;
            if (encoded[from + width - 1] != '\n' || encoded[from + length] != encoded[start + length]) {
                return 0;
            }
            System.arraycopy(encoded, from, digits, line * length, length);
        }
        return digits[digits.length - 1] == '=' || !decodes() ? 0 : LINES * width;
    }

    /** Writes what the lines that were taken last stand for to {@code into}; how many octets that is. */
    int decode(byte[] into, int offset) {
        System.arraycopy(octets, 0, into, offset, octets.length);
        return octets.length;
    }

    /** Whether all are digits; if not, nothing that follows is tried. */
    private boolean decodes() {
        try {
            DECODER.decode(digits, octets);
            return true;
        } catch (IllegalArgumentException noDigit) {
            failed = true;
            return false;
        }
    }

    /** With its end; zero if there is no such line. */
    private static int width(byte[] encoded, int start, int end) {
        int most = Math.min(end, start + LONGEST);
        for (int index = start + 1; index < most; index++) {
            if (encoded[index] == '\n') {
                return index + 1 - start;
            }
        }
        return 0;
    }

    private void room(int length) {
        if (digits.length != length) {
            digits = new byte[length];
            octets = new byte[length / ENCODED * DECODED];
        }
    }
}
