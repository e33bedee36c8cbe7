/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
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

    /**
     * Reads it.
     *
     * @param asked the life of Redis in which the account was seen, and which it is still in if it was done
     * @throws IllegalArgumentException if it is no reply of that script
     */
    static Reply of(List<Object> reply, String asked) {
        Iterator<Object> rest = reply.iterator();
        try {
            boolean done = rest.next().equals(1L);
            String epoch = done ? asked : Wire.string(rest.next());
            Optional<ImmutableMap<String, byte[]>> account = done ? Optional.empty() : fields(rest);
            ImmutableList.Builder<OfCap> caps = ImmutableList.builder();
            while (rest.hasNext()) {
                caps.add(new OfCap(Wire.string(rest.next()), fields(rest)));
            }
            return new Reply(done, epoch, account, caps.build());
        } catch (NoSuchElementException | ClassCastException e) {
            throw new IllegalArgumentException("no reply of account.lua", e);
        }
    }

    private static Optional<ImmutableMap<String, byte[]>> fields(Iterator<Object> rest) {
        long many = (long) rest.next();
        if (many < 0) {
            return Optional.empty();
        }
        ImmutableMap.Builder<String, byte[]> fields = ImmutableMap.builder();
        for (long at = 0; at < many; at += 2) {
            fields.put(Wire.string(rest.next()), (byte[]) rest.next());
        }
        return Optional.of(fields.buildOrThrow());
    }
}
