/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.fuzz;

import java.util.Arrays;
import java.util.Random;

import com.google.common.primitives.Bytes;

/** What becomes of octets on a bad disk, or in the hands of somebody who means ill. */
public final class Damage {
    private static final byte[] EDGES = {0, 1, 2, 0x7F, (byte) 0x80, (byte) 0xFE, (byte) 0xFF};
    private static final int LONGEST = 24;

    private final Random random;

    public Damage(Random random) {
        this.random = random;
    }

    /**
     * {@code octets} after up to five changes: bits flipped, octets set to what is an edge of something, taken out, put in or
     * doubled, the end cut off, or continued as {@code other} goes on there.
     */
    public byte[] of(byte[] octets, byte[] other) {
        byte[] damaged = octets.clone();
        for (int changes = random.nextInt(5); changes >= 0; changes--) {
            damaged = once(damaged, other);
        }
        return damaged;
    }

    private byte[] once(byte[] octets, byte[] other) {
        int from = random.nextInt(octets.length + 1);
        int to = Math.min(octets.length, from + random.nextInt(LONGEST));
        byte[] head = Arrays.copyOf(octets, from);
        byte[] tail = Arrays.copyOfRange(octets, to, octets.length);
        return switch (random.nextInt(8)) {
            case 0, 1 -> set(octets, from, (byte) (1 << random.nextInt(Byte.SIZE)), true);
            case 2 -> set(octets, from, EDGES[random.nextInt(EDGES.length)], false);
            case 3 -> head;
            case 4 -> Bytes.concat(head, tail);
            case 5 -> Bytes.concat(head, noise(), Arrays.copyOfRange(octets, from, octets.length));
            case 6 ->
                Bytes.concat(
                        head, Arrays.copyOfRange(octets, from, to), Arrays.copyOfRange(octets, from, octets.length));
            default -> Bytes.concat(head, Arrays.copyOfRange(other, Math.min(from, other.length), other.length));
        };
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(LONGEST)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] set(byte[] octets, int at, byte value, boolean flipping) {
        byte[] changed = octets.clone();
        if (at < changed.length) {
            changed[at] = flipping ? (byte) (changed[at] ^ value) : value;
        }
        return changed;
    }
}
