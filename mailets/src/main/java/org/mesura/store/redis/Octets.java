/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What is said to a script. */
final class Octets {
    static final byte[] NONE = {};

    private Octets() {}

    static byte[] of(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] of(long number) {
        return of(Long.toString(number));
    }

    /** An instant to the microsecond: as exact as a number of Lua is until the year 2255. */
    static byte[] micros(Instant instant) {
        return of(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }
}
