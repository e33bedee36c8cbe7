/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.io.IOException;
import java.io.InputStream;

/**
 * Undoes base64 while it is read, by the rule of {@link TransferEncoding#BASE64}: what is no digit does not count, and a
 * padding ends it. For files, of which only a digest is kept: decoding them with mime4j was much of what a message with a
 * file cost.
 */
final class Base64Octets extends InputStream {
    private static final int ENCODED = 4;
    private static final int DECODED = 3;

    private final InputStream encoded;
    private final byte[] ahead;
    private final Base64Digits digits = new Base64Digits();
    private boolean ended;

    /** @param room how much of {@code encoded} to read at once */
    Base64Octets(InputStream encoded, int room) {
        this.encoded = encoded;
        this.ahead = new byte[room];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[DECODED];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int decoded = 0;
        // until there is something: a piece may be nothing but line ends
        while (decoded == 0 && length > 0 && !ended) {
            // no more than gives so many octets, with those digits that are there already
            int most = Math.max(1, Math.min(ahead.length, length / DECODED * ENCODED - ENCODED));
            int count = encoded.read(ahead, 0, most);
            decoded = digits.decode(ahead, count, into, offset);
            ended = count < 0 || digits.ended();
        }
        return decoded == 0 && length > 0 ? -1 : decoded;
    }
}
