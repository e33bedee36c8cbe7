/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

/** Undoes base64 piece by piece: what is no digit does not count, and a padding ends it. */
final class Base64Digits {
    private int bits;
    private int digits;
    private boolean ended;

    /**
     * Decodes the first {@code count} octets of {@code encoded}, which go on where those before ended.
     *
     * @return how many octets it wrote from {@code offset} of {@code into} on: three for four digits at most
     */
    int decode(byte[] encoded, int count, byte[] into, int offset) {
        int next = offset;
        for (int index = 0; index < count && !ended; index++) {
            int digit = TransferEncoding.digit(encoded[index]);
            if (digit >= 0) {
                bits = bits << 6 | digit;
                digits++;
                if ((digits & 3) != 1) {
                    into[next++] = (byte) (bits >> 2 * (-digits & 3));
                }
            } else {
                ended = encoded[index] == '=';
            }
        }
        return next - offset;
    }

    /** Whether a padding came. */
    boolean ended() {
        return ended;
    }
}
