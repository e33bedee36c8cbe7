/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The checksum that goes before each value in the file: CRC-32C over map, key and value, 4 bytes. The library checks the
 * frame of what it writes, not the content; so a flipped bit in a count would go unseen.
 */
final class Seal {
    private static final int LENGTH = Integer.BYTES;

    private Seal() {}

    static byte[] on(String map, String key, byte[] value) {
        return ByteBuffer.allocate(LENGTH + value.length)
                .putInt(sum(map, key, value))
                .put(value)
                .array();
    }

    /** The value under the seal; empty if the seal is broken. */
    static Optional<byte[]> open(String map, String key, byte[] sealed) {
        if (sealed.length < LENGTH) {
            return Optional.empty();
        }
        byte[] value = Arrays.copyOfRange(sealed, LENGTH, sealed.length);
        return Optional.of(value).filter(octets -> ByteBuffer.wrap(sealed).getInt() == sum(map, key, octets));
    }

    private static int sum(String map, String key, byte[] value) {
        CRC32C sum = new CRC32C();
        sum.update(map.getBytes(UTF_8));
        sum.update(0);
        sum.update(key.getBytes(UTF_8));
        sum.update(0);
        sum.update(value);
        return (int) sum.getValue();
    }
}
