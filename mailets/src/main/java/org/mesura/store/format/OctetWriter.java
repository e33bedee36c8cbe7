/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Writes values as octets: numbers in groups of seven bits, the lowest first, each octet but the last with its top bit
 * set, so that 300 is {@code AC 02}; numbers that may be negative with the sign in the lowest bit, so that small ones
 * stay short; hashes as eight octets; text in UTF-8 behind its length.
 */
final class OctetWriter {
    private static final int FIRST = 256;

    private byte[] octets;
    private int length;

    OctetWriter() {
        this(FIRST);
    }

    /** With room for so many octets, and for more if need be. */
    OctetWriter(int room) {
        octets = new byte[room];
    }

    void octet(int value) {
        roomFor(1);
        octets[length++] = (byte) value;
    }

    /** A number that is rarely negative: that takes ten octets. */
    void number(long value) {
        roomFor(OctetReader.LONGEST_NUMBER);
        long rest = value;
        while ((rest & ~OctetReader.SEVEN_BITS) != 0) {
            octets[length++] = (byte) (rest & OctetReader.SEVEN_BITS | OctetReader.MORE);
            rest >>>= OctetReader.BITS;
        }
        octets[length++] = (byte) rest;
    }

    /** A number of either sign. */
    void signed(long value) {
        number(value << 1 ^ value >> Long.SIZE - 1);
    }

    void hash(long value) {
        roomFor(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            octets[length++] = (byte) (value >>> shift);
        }
    }

    void text(String value) {
        byte[] encoded = value.getBytes(UTF_8);
        number(encoded.length);
        octets(encoded);
    }

    /** Seconds and nanoseconds. */
    void instant(Instant value) {
        signed(value.getEpochSecond());
        number(value.getNano());
    }

    <T> void optional(Optional<T> value, BiConsumer<OctetWriter, T> form) {
        octet(value.isPresent() ? 1 : 0);
        value.ifPresent(present -> form.accept(this, present));
    }

    void octets(byte[] more) {
        roomFor(more.length);
        System.arraycopy(more, 0, octets, length, more.length);
        length += more.length;
    }

    byte[] octets() {
        return Arrays.copyOf(octets, length);
    }

    private void roomFor(int more) {
        octets = ensured(octets, length + more);
    }

    private static byte[] ensured(byte[] octets, int needed) {
        return needed <= octets.length ? octets : Arrays.copyOf(octets, Math.max(needed, 2 * octets.length));
    }
}
