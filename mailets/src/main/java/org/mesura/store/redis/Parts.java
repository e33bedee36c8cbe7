/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.util.Map;

import org.mesura.review.AccountState;
import org.mesura.store.format.StateForm;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;

/**
 * An account in the form in which Redis keeps it, part by part.
 *
 * @param octets each part that is not empty, without those of which it is known that Redis has them
 * @param digests of each part that is not empty
 */
record Parts(ImmutableSortedMap<Integer, byte[]> octets, ImmutableMap<Integer, Digest> digests) {
    static Parts of(AccountState state) {
        return of(StateForm.parts(state));
    }

    static Parts of(ImmutableSortedMap<Integer, byte[]> octets) {
        return new Parts(octets, ImmutableMap.copyOf(digests(octets)));
    }

    /** What to write for {@code state} where {@code stored} is: most mail changes one part, and that alone is looked at. */
    static Parts of(AccountState state, Stored stored) {
        if (!stored.isOfThisForm()) {
            return of(state);
        }
        ImmutableSortedMap<Integer, byte[]> octets = StateForm.partsOf(state, stored.state());
        ImmutableMap.Builder<Integer, Digest> all = ImmutableMap.builder();
        stored.parts().forEach((part, digest) -> {
            if (StateForm.isShared(part, state, stored.state())) {
                all.put(part, digest);
            }
        });
        return new Parts(octets, all.putAll(digests(octets)).buildOrThrow());
    }

    private static Map<Integer, Digest> digests(ImmutableSortedMap<Integer, byte[]> octets) {
        // each is read more than once: not a view
        return Maps.toMap(octets.keySet(), part -> Digest.of(octets.get(part)));
    }

    /** Those that differ from what is in Redis. */
    ImmutableSortedMap<Integer, byte[]> changedFrom(ImmutableMap<Integer, Digest> stored) {
        ImmutableSortedMap.Builder<Integer, byte[]> changed = ImmutableSortedMap.naturalOrder();
        for (Map.Entry<Integer, byte[]> part : octets.entrySet()) {
            if (!digests.get(part.getKey()).equals(stored.get(part.getKey()))) {
                changed.put(part);
            }
        }
        return changed.buildOrThrow();
    }
}
