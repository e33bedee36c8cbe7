/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.nio.ByteBuffer;
import java.time.Duration;

import com.google.common.primitives.UnsignedBytes;

/**
 * What {@code account.lua} is told first of an account, in one octet string: to take in a dozen short arguments costs Redis
 * nearly as much as what it does with them.
 *
 * @param follow how many arguments follow
 * @param caps how many caps
 * @param claims for how long the next write is claimed
 * @param stays whether Redis keeps the account for as long as it was told before
 * @param life for how long it is to keep it else; zero for ever
 * @param sets how many parts are set
 * @param gone how many are deleted
 * @param epoch the life of Redis in which the account was seen
 * @param version that was seen
 * @param number of the write; empty for none
 */
record Head(
        int follow,
        int caps,
        Duration claims,
        boolean stays,
        Duration life,
        int sets,
        int gone,
        String epoch,
        String version,
        String number) {
    /** All but the three texts. */
    private static final int FIXED = 4 + 1 + 2 + 1 + 6 + 1 + 1 + 3;

    /** Network byte order, as the script's format has it. */
    byte[] octets() {
        ByteBuffer octets = ByteBuffer.allocate(FIXED + epoch.length() + version.length() + number.length());
        octets.putInt(follow);
        octets.put(UnsignedBytes.checkedCast(caps));
        octets.putShort((short) claims.toMillis());
        octets.put((byte) (stays ? 1 : 0));
        long millis = life.toMillis();
        octets.putShort((short) (millis >>> Integer.SIZE)).putInt((int) millis);
        octets.put(UnsignedBytes.checkedCast(sets));
        octets.put(UnsignedBytes.checkedCast(gone));
        put(octets, epoch);
        put(octets, version);
        put(octets, number);
        return octets.array();
    }

    private static void put(ByteBuffer octets, String text) {
        octets.put(UnsignedBytes.checkedCast(text.length()));
        octets.put(Wire.of(text));
    }
}
