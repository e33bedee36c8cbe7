/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.util.Map;

import org.mesura.review.AccountState;
import org.mesura.store.format.StateForm;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;

/**
 * An account in the form in which Redis keeps it, part by part.
 *
 * @param octets each part that is not empty
 * @param digests of each part, by which it is known whether it changed
 */
record Parts(ImmutableSortedMap<Integer, byte[]> octets, ImmutableMap<Integer, HashCode> digests) {
    private static final int DIGEST = 128;
    private static final HashFunction HASH = Hashing.goodFastHash(DIGEST);

    static Parts of(AccountState state) {
        return of(StateForm.parts(state));
    }

    static Parts of(ImmutableSortedMap<Integer, byte[]> octets) {
        ImmutableMap.Builder<Integer, HashCode> digests = ImmutableMap.builder();
        octets.forEach((part, value) -> digests.put(part, HASH.hashBytes(value)));
        return new Parts(octets, digests.buildOrThrow());
    }

    /** Those that differ from what is in Redis. */
    ImmutableSortedMap<Integer, byte[]> changedFrom(ImmutableMap<Integer, HashCode> stored) {
        ImmutableSortedMap.Builder<Integer, byte[]> changed = ImmutableSortedMap.naturalOrder();
        for (Map.Entry<Integer, byte[]> part : octets.entrySet()) {
            if (!digests.get(part.getKey()).equals(stored.get(part.getKey()))) {
                changed.put(part);
            }
        }
        return changed.buildOrThrow();
    }
}
