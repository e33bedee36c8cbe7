/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.util.List;
import java.util.Optional;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What {@code account.lua} answers.
 *
 * @param done whether it was written, or is as it was seen
 * @param epoch the life of Redis: another one has lost what was there
 * @param account the account's fields, if it is not as it was seen; none if it is not there
 * @param caps of each cap in the call
 */
record Reply(boolean done, String epoch, Optional<ImmutableMap<String, byte[]>> account, ImmutableList<OfCap> caps) {
    /**
     * @param changes how often it changed
     * @param fields its fields, if they were wanted or it is not as it was seen
     */
    record OfCap(String changes, Optional<ImmutableMap<String, byte[]>> fields) {}

    static Reply of(List<Object> reply) {
        return new Reply(
                reply.get(0).equals(1L),
                Wire.string(reply.get(1)),
                fields(reply.get(2)),
                ((List<?>) reply.get(3))
                        .stream()
                                .map(cap -> (List<?>) cap)
                                .map(cap -> new OfCap(Wire.string(cap.get(0)), fields(cap.get(1))))
                                .collect(ImmutableList.toImmutableList()));
    }

    private static Optional<ImmutableMap<String, byte[]>> fields(Object found) {
        return found instanceof List ? Optional.of(Wire.fields(found)) : Optional.empty();
    }
}
