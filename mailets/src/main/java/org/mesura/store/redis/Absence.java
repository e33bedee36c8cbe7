/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.mesura.review.AccountState;
import org.mesura.review.Changed;

/**
 * What one account went through while Redis was away, to be handed in when it is back.
 *
 * <p>A write that was given up may have been done all the same, or be done yet. So the state and charges of each are
 * remembered by its number until the account is read again and tells which write of this server was done last: only what
 * came after that one is handed in. One that would be done later than the reading finds another version, and is not.
 *
 * <p>Guarded by the lock of the account; only {@link #state} may be looked at without.
 */
final class Absence {
    private final Copy before;
    private final Map<String, HandedIn> tried = new LinkedHashMap<>();
    private volatile AccountState state;
    private CapSums charges = CapSums.NONE;

    /**
     * What a write would bring to Redis, or brought.
     *
     * @param state the account as it was here then
     * @param charges what had been charged here until then
     */
    record HandedIn(AccountState state, CapSums charges) {}

    /** Begins with what was seen last. */
    Absence(Copy before) {
        this.before = before;
        this.state = before.state();
    }

    AccountState state() {
        return state;
    }

    CapSums charges() {
        return charges;
    }

    /** Notes what a write tried to bring about that may have been done. */
    void tried(String number, AccountState next, CapSums charged) {
        tried.put(number, new HandedIn(next, charged));
    }

    void went(Changed<?> changed, CapSums charged) {
        state = changed.state();
        charges = charges.plus(charged);
    }

    /** What is in Redis already of what was done here. */
    HandedIn handedIn(Copy current, String server) {
        return tried.getOrDefault(current.numberOf(server), new HandedIn(before.state(), CapSums.NONE));
    }

    /** What the account is, if it is {@code current} in Redis and so much of this was handed in. */
    AccountState together(Copy current, HandedIn done, Instant now) {
        boolean lost = !before.epoch().isEmpty() && !before.epoch().equals(current.epoch());
        return lost ? current.state().restoredBy(state, now) : current.state().withChange(done.state(), state, now);
    }
}
