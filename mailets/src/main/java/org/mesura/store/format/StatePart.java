/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A part of an account as it is stored.
 *
 * @param number by which it is known among an account's parts
 * @param octets its content; none if it became empty and is to be deleted
 */
public record StatePart(int number, byte[] octets) {
    private static final byte[] NONE = {};

    /** A part with a content, which is never without any octet. */
    static StatePart of(int number, byte[] octets) {
        checkArgument(octets.length > 0, "part %s that is written has no octets", number);
        return new StatePart(number, octets);
    }

    static StatePart gone(int number) {
        return new StatePart(number, NONE);
    }

    public boolean isGone() {
        return octets.length == 0;
    }
}
