/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.util.Map;

import org.mesura.review.AccountState;
import org.mesura.store.format.StateParts;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;

/**
 * An account in the form in which Redis keeps it, part by part.
 *
 * @param account the account
 * @param octets each part that is not empty, without those of which it is known that Redis has them
 * @param digests of each part that is not empty
 */
record Parts(StateParts account, ImmutableSortedMap<Integer, byte[]> octets, ImmutableMap<Integer, Digest> digests) {
    /** All of an account, in the fewest parts. */
    static Parts of(AccountState state) {
        return of(StateParts.whole(state));
    }

    /** All of an account. */
    static Parts of(StateParts account) {
        return of(account, account.octets());
    }

    /**
     * What Redis has of an account.
     *
     * @throws IllegalArgumentException if that is not an account
     */
    static Parts read(int form, ImmutableSortedMap<Integer, byte[]> octets) {
        return of(octets.isEmpty() ? StateParts.whole(AccountState.NEW) : StateParts.read(form, octets), octets);
    }

    private static Parts of(StateParts account, ImmutableSortedMap<Integer, byte[]> octets) {
        return new Parts(account, octets, withDigests(ImmutableMap.builder(), octets));
    }

    /** What to write for {@code state} where {@code stored} is: most mail changes one part, and that alone is looked at. */
    static Parts of(AccountState state, Stored stored) {
        if (!stored.isOfThisForm()) {
            return of(state);
        }
        StateParts next = stored.account().next(state);
        ImmutableSortedMap<Integer, byte[]> octets = next.octetsSince(stored.account());
        ImmutableMap.Builder<Integer, Digest> all = ImmutableMap.builder();
        for (Map.Entry<Integer, Digest> part : stored.parts().entrySet()) {
            if (next.shares(part.getKey(), stored.account())) {
                all.put(part);
            }
        }
        return new Parts(next, octets, withDigests(all, octets));
    }

    private static ImmutableMap<Integer, Digest> withDigests(
            ImmutableMap.Builder<Integer, Digest> digests, ImmutableSortedMap<Integer, byte[]> octets) {
        for (Map.Entry<Integer, byte[]> part : octets.entrySet()) {
            digests.put(part.getKey(), Digest.of(part.getValue()));
        }
        return digests.buildOrThrow();
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
