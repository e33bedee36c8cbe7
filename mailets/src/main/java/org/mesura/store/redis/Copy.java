/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Instant;

import org.mesura.review.AccountState;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;

/**
 * What this server last saw of an account.
 *
 * @param state the account; with what is to be restored, if Redis lost it
 * @param writers the latest write of each of the latest servers, the newest first, 16 octets each; empty if the account was
 *     not there
 * @param stored what Redis has
 * @param epoch the life of Redis in which it was seen; empty if it never was
 * @param seen when, in nanoseconds of this process
 */
record Copy(AccountState state, String writers, Stored stored, String epoch, long seen) {
    static final int VERSION_LENGTH = 16;
    private static final int SERVER_LENGTH = 8;
    /** Who wrote, the form, and who claims the next write. */
    private static final ImmutableSet<String> NO_PARTS = ImmutableSet.of("w", "f", "c");

    /** An account that is not there. */
    static Copy none(String epoch, long seen) {
        return new Copy(AccountState.NEW, "", Stored.NONE, epoch, seen);
    }

    /**
     * The account of which Redis has {@code fields}.
     *
     * @throws StoreUnavailable if a newer Mesura wrote them, or if they are damaged
     */
    static Copy of(ImmutableMap<String, byte[]> fields, String epoch, long seen) throws StoreUnavailable {
        if (fields.isEmpty()) {
            return none(epoch, seen);
        }
        ImmutableSortedMap.Builder<Integer, byte[]> parts = ImmutableSortedMap.naturalOrder();
        fields.forEach((name, octets) -> {
            if (!NO_PARTS.contains(name)) {
                parts.put(Integer.valueOf(name), octets);
            }
        });
        int form = Integer.parseInt(Wire.string(fields.get("f")));
        return of(parts.buildOrThrow(), Wire.string(fields.get("w")), form, epoch, seen);
    }

    /**
     * The account of these parts.
     *
     * @throws StoreUnavailable if a newer Mesura wrote them, or if they are damaged
     */
    static Copy of(ImmutableSortedMap<Integer, byte[]> parts, String writers, int form, String epoch, long seen)
            throws StoreUnavailable {
        try {
            Stored read = Stored.read(form, parts);
            return new Copy(read.account().state(), writers, read, epoch, seen);
        } catch (IllegalArgumentException e) {
            throw new StoreUnavailable("an account in Redis cannot be read: " + e.getMessage(), e);
        }
    }

    /** This copy after a write of this server was done. */
    Copy written(AccountState next, Exchange.Write write, String server, long now) {
        String others = "";
        for (int at = 0; at < writers.length(); at += VERSION_LENGTH) {
            if (!writers.startsWith(server, at)) {
                others += writers.substring(at, at + VERSION_LENGTH);
            }
        }
        Stored there = stored.written(write.parts(), write.life(), now);
        return new Copy(next, server + write.number() + others, there, epoch, now);
    }

    /** The account's version: its latest write. */
    String version() {
        return version(writers);
    }

    /** The version of an account with these writers. */
    static String version(String writers) {
        return writers.substring(0, Math.min(VERSION_LENGTH, writers.length()));
    }

    /** Whether it is of an account that was not there, or of none. */
    boolean isUnseen() {
        return writers.isEmpty() && state == AccountState.NEW;
    }

    /** The number of the latest write of {@code server}; empty if it is not known. */
    String numberOf(String server) {
        for (int at = 0; at < writers.length(); at += VERSION_LENGTH) {
            if (writers.startsWith(server, at)) {
                return writers.substring(at + SERVER_LENGTH, at + VERSION_LENGTH);
            }
        }
        return "";
    }

    /** The same, seen again. */
    Copy seenAt(long now) {
        return new Copy(state, writers, stored, epoch, now);
    }

    /** This copy of what is there, with what {@code older} has of it if Redis has lost that meanwhile. */
    Copy restoring(Copy older, Instant now) {
        boolean lost = !older.epoch.isEmpty() && !older.epoch.equals(epoch) && older.state != AccountState.NEW;
        return lost ? new Copy(state.restoredBy(older.state, now), writers, stored, epoch, seen) : this;
    }
}
