/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

/** Undoes base64 piece by piece: what is no digit does not count, and a padding ends it. */
final class Base64Digits {
    private final Base64Lines lines = new Base64Lines();
    private int bits;
    private int digits;
    /** Whether what comes next begins a line. */
    private boolean fresh = true;

    private boolean ended;

    /**
     * Decodes the first {@code count} octets of {@code encoded}, which go on where those before ended.
     *
     * @return how many octets it wrote from {@code offset} of {@code into} on: three for four digits at most
     */
    int decode(byte[] encoded, int count, byte[] into, int offset) {
        int next = offset;
        int index = 0;
        while (index < count && !ended) {
            boolean whole = (digits & 3) == 0;
            int taken = fresh && whole ? lines.taken(encoded, index, count) : 0;
            if (taken > 0) {
                next += lines.decode(into, next);
                index += taken;
                continue;
            }
            fresh = false;
            // nearly all of a file is digits in fours
            int octets = whole && index + 4 <= count ? four(encoded, index) : -1;
            if (octets >= 0) {
                into[next] = (byte) (octets >> 2 * Byte.SIZE);
                into[next + 1] = (byte) (octets >> Byte.SIZE);
                into[next + 2] = (byte) octets;
                next += 3;
                index += 4;
            } else {
                next = one(encoded[index], into, next);
                index++;
            }
        }
        return next - offset;
    }

    /** What four digits stand for; less than nothing if one of them is none. */
    private static int four(byte[] encoded, int index) {
        int first = TransferEncoding.digit(encoded[index]);
        int second = TransferEncoding.digit(encoded[index + 1]);
        int third = TransferEncoding.digit(encoded[index + 2]);
        int fourth = TransferEncoding.digit(encoded[index + 3]);
        return (first | second | third | fourth) < 0 ? -1 : first << 18 | second << 12 | third << 6 | fourth;
    }

    /** Takes one more, and says where the next octet goes. */
    private int one(byte octet, byte[] into, int next) {
        int digit = TransferEncoding.digit(octet);
        if (digit < 0) {
            ended = octet == '=';
            fresh = octet == '\n';
            return next;
        }
        bits = bits << 6 | digit;
        digits++;
        if ((digits & 3) == 1) {
            return next;
        }
        into[next] = (byte) (bits >> 2 * (-digits & 3));
        return next + 1;
    }

    /** Whether a padding came. */
    boolean ended() {
        return ended;
    }
}
