/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import com.google.common.collect.ImmutableList;

/**
 * Reads what {@link OctetWriter} wrote. Every count is bounded by the octets that are left, so that damaged ones cannot
 * ask for memory or time.
 */
final class OctetReader {
    static final int BITS = 7;
    static final long SEVEN_BITS = 0x7F;
    static final int MORE = 0x80;
    static final int LONGEST_NUMBER = 10;

    private final ByteBuffer octets;

    OctetReader(byte[] octets) {
        this.octets = ByteBuffer.wrap(octets);
    }

    /** @throws java.nio.BufferUnderflowException as every method here, at the end of the octets */
    int octet() {
        return Byte.toUnsignedInt(octets.get());
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < LONGEST_NUMBER * BITS; shift += BITS) {
            int next = octet();
            value |= (next & SEVEN_BITS) << shift;
            if (next < MORE) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than ten octets");
    }

    long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    /** A number that is not negative. */
    long quantity() {
        long value = number();
        if (value < 0) {
            throw new IllegalArgumentException("a negative quantity");
        }
        return value;
    }

    /** How many things follow that take so many octets at least. */
    int count(int octetsEach) {
        return bounded(number(), octetsEach);
    }

    /** {@code count}, if so many things of so many octets at least can follow. */
    int bounded(long count, int octetsEach) {
        if (count < 0 || count > octets.remaining() / octetsEach) {
            throw new IllegalArgumentException(
                    Long.toUnsignedString(count) + " things in " + octets.remaining() + " octets");
        }
        return (int) count;
    }

    long hash() {
        return octets.getLong();
    }

    String text() {
        byte[] encoded = new byte[count(1)];
        octets.get(encoded);
        return new String(encoded, UTF_8);
    }

    Instant instant() {
        return Instant.ofEpochSecond(signed(), quantity());
    }

    <T> Optional<T> optional(Function<OctetReader, T> form) {
        return switch (octet()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(form.apply(this));
            default -> throw new IllegalArgumentException("neither there nor absent");
        };
    }

    /** Things that take so many octets at least. */
    <T> ImmutableList<T> list(int octetsEach, Function<OctetReader, T> form) {
        int count = count(octetsEach);
        ImmutableList.Builder<T> things = ImmutableList.builder();
        for (int i = 0; i < count; i++) {
            things.add(form.apply(this));
        }
        return things.build();
    }

    void end() {
        if (octets.hasRemaining()) {
            throw new IllegalArgumentException(octets.remaining() + " octets too many");
        }
    }
}
