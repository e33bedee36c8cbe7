/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;

/**
 * By which it is known whether a part of an account changed.
 *
 * @param hash of its octets; another one in each process
 * @param length how many octets
 */
record Digest(HashCode hash, int length) {
    private static final int BITS = 128;
    private static final HashFunction HASH = Hashing.goodFastHash(BITS);

    static Digest of(byte[] octets) {
        return new Digest(HASH.hashBytes(octets), octets.length);
    }
}
