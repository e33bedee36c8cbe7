/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.mesura.store.format.StateParts;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;

/**
 * What {@code account.lua} tells all servers of a write, or of several that followed one another.
 *
 * @param sender the account
 * @param epoch the life of Redis in which it was written
 * @param before the version that it followed; empty if the account was not there
 * @param writers the latest write of each of the latest servers after it, as a {@link Copy} has them
 * @param form the version in which its parts are written
 * @param set the parts that changed
 * @param gone the parts that are empty now
 */
record Tidings(
        Sender sender,
        String epoch,
        String before,
        String writers,
        int form,
        ImmutableMap<Integer, byte[]> set,
        ImmutableSet<Integer> gone) {
    private static final int HEAD = 6;

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if it is none of ours
     */
    static Tidings of(byte[] message) {
        List<byte[]> fields = fields(ByteBuffer.wrap(message));
        if (fields.size() < HEAD) {
            throw new IllegalArgumentException("a message of " + fields.size() + " fields");
        }
        int set = HEAD + 2 * Integer.parseInt(Wire.string(fields.get(HEAD - 1)));
        ImmutableMap.Builder<Integer, byte[]> parts = ImmutableMap.builder();
        for (int at = HEAD; at < set; at += 2) {
            parts.put(part(fields.get(at)), fields.get(at + 1));
        }
        return new Tidings(
                new Sender(Wire.text(fields.get(0))),
                Wire.string(fields.get(1)),
                Wire.string(fields.get(2)),
                Wire.string(fields.get(3)),
                part(fields.get(4)),
                parts.buildOrThrow(),
                fields.stream().skip(set).map(Tidings::part).collect(ImmutableSet.toImmutableSet()));
    }

    private static List<byte[]> fields(ByteBuffer message) {
        List<byte[]> fields = new ArrayList<>();
        try {
            while (message.hasRemaining()) {
                byte[] field = new byte[Math.min(message.getInt(), message.remaining())];
                message.get(field);
                fields.add(field);
            }
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("a message that is cut off", e);
        }
        return fields;
    }

    private static int part(byte[] number) {
        return Integer.parseInt(Wire.string(number));
    }

    /** Whether it is of a write of {@code server}. */
    boolean isOf(String server) {
        return writers.startsWith(server);
    }

    /** The version after it. */
    String version() {
        return Copy.version(writers);
    }

    int octets() {
        return set.values().stream().mapToInt(part -> part.length).sum();
    }

    /** Both as one; empty if {@code next} does not follow this. */
    Optional<Tidings> then(Tidings next) {
        if (!next.before.equals(version()) || !next.epoch.equals(epoch) || next.form != form) {
            return Optional.empty();
        }
        Map<Integer, byte[]> parts = new TreeMap<>(set);
        parts.keySet().removeAll(next.gone);
        parts.putAll(next.set);
        Set<Integer> none = new HashSet<>(gone);
        none.removeAll(next.set.keySet());
        none.addAll(next.gone);
        return Optional.of(new Tidings(
                sender, epoch, before, next.writers, form, ImmutableMap.copyOf(parts), ImmutableSet.copyOf(none)));
    }

    /**
     * What {@code copy} is after it; empty if it does not follow what was seen, or that is not all that Redis has.
     *
     * @throws StoreUnavailable if what was told cannot be read
     */
    Optional<Copy> after(Copy copy, long seen) throws StoreUnavailable {
        boolean isNew = before.isEmpty() && copy.isUnseen();
        if (!isNew && !(copy.epoch().equals(epoch) && copy.version().equals(before))) {
            return Optional.empty();
        }
        Map<Integer, byte[]> parts = new TreeMap<>();
        if (!isNew) {
            Stored known = copy.stored();
            if (form != StateParts.VERSION || !known.isOfThisForm() || !known.is(copy.state())) {
                return Optional.empty();
            }
            parts.putAll(known.account().octets());
        }
        parts.keySet().removeAll(gone);
        parts.putAll(set);
        return Optional.of(Copy.of(ImmutableSortedMap.copyOf(parts), writers, form, epoch, seen));
    }
}
