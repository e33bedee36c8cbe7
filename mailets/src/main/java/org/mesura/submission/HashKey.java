/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.submission;

import java.nio.charset.StandardCharsets;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;

/**
 * The institution's secret key, under which recipients and texts are known by their hashes only (SipHash-2-4: Aumasson
 * and Bernstein, <em>SipHash: a fast short-input PRF</em>, 2012). With another key the same recipient has another hash:
 * changing the key forgets whom campaigns reached.
 *
 * @param first the first half
 * @param second the second half
 */
public record HashKey(long first, long second) {
    /** The hash of an address; {@code address} as it is to be compared: case-folded. */
    public long ofRecipient(String address) {
        return keyed().newHasher()
                .putByte((byte) 'r')
                .putString(address, StandardCharsets.UTF_8)
                .hash()
                .asLong();
    }

    /** The hash function under this key. */
    public HashFunction keyed() {
        return Hashing.sipHash24(first, second);
    }

    @Override
    public String toString() {
        return "HashKey[secret]";
    }
}
