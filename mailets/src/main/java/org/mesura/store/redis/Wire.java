/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.IntStream;

import com.google.common.collect.ImmutableMap;

/** What scripts are given and answer: octets, of which each is a character here where they are compared. */
final class Wire {
    private static final int FEW = 256;
    /** Nobody changes what is given to Redis. */
    private static final byte[][] NUMBERS = IntStream.range(0, FEW)
            .mapToObj(number -> Integer.toString(number).getBytes(ISO_8859_1))
            .toArray(byte[][]::new);

    private Wire() {}

    static byte[] of(String octets) {
        return octets.getBytes(ISO_8859_1);
    }

    static byte[] of(long number) {
        return number >= 0 && number < FEW
                ? NUMBERS[(int) number]
                : Long.toString(number).getBytes(ISO_8859_1);
    }

    static byte[] ofText(String text) {
        return text.getBytes(UTF_8);
    }

    static String string(Object octets) {
        return new String((byte[]) octets, ISO_8859_1);
    }

    static String text(Object octets) {
        return new String((byte[]) octets, UTF_8);
    }

    /** The fields of a hash, which come one after the other; of a hash that is not there, or was not asked for, none. */
    static ImmutableMap<String, byte[]> fields(Object reply) {
        if (!(reply instanceof List<?> flat)) {
            return ImmutableMap.of();
        }
        ImmutableMap.Builder<String, byte[]> fields = ImmutableMap.builder();
        for (int at = 0; at + 1 < flat.size(); at += 2) {
            fields.put(string(flat.get(at)), (byte[]) flat.get(at + 1));
        }
        return fields.buildOrThrow();
    }
}
