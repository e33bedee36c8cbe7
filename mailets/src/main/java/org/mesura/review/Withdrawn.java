/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.mesura.policy.Terms;
import org.mesura.usage.Charge;
import org.mesura.usage.Sent;

import com.google.common.collect.ImmutableList;

/**
 * An account without its turns to come, and without the charges that those of some mails became when they came. Permits
 * are as before.
 *
 * @param state the account
 * @param taken what each of the mails had taken, by the fingerprint of its id; nothing of one that the ledger does not
 *     know, nor of one that it merged with others, whose charge stays
 * @param others the turns of mails that are not among them, in order
 * @param places the place of each turn to come, theirs and those of others, by the fingerprint of the mail's id
 * @param caps the caps, with what the mails took given back
 */
record Withdrawn(
        AccountState state,
        Map<Long, Sent> taken,
        ImmutableList<Sent> others,
        Map<Long, Integer> places,
        CapTally caps) {
    /** Before all turns to come. */
    private static final int PASSED = -1;

    static Withdrawn of(ImmutableList<Waiting> mails, AccountState state, CapLedger before, Terms terms, Instant now) {
        Map<Long, Sent> taken = new HashMap<>();
        CapTally caps = new CapTally(terms.caps(), before, now);
        for (Waiting mail : mails) {
            state.ledger().find(mail.fingerprint()).ifPresent(sent -> {
                taken.put(mail.fingerprint(), sent);
                caps.charge(sent.at(), -mail.charge().external());
            });
        }
        List<Sent> turns = state.reserved().sent();
        Map<Long, Integer> places = new HashMap<>();
        for (Sent turn : turns) {
            places.put(turn.id(), places.size());
        }
        ImmutableList<Sent> others =
                turns.stream().filter(turn -> !taken.containsKey(turn.id())).collect(ImmutableList.toImmutableList());
        Set<Long> gone = new HashSet<>(taken.keySet());
        others.forEach(turn -> gone.add(turn.id()));
        return new Withdrawn(state.with(state.ledger().without(gone)), taken, others, places, caps);
    }

    /** The instant of what {@code mail} had taken. */
    Optional<Instant> turnOf(Waiting mail) {
        return Optional.ofNullable(taken.get(mail.fingerprint())).map(Sent::at);
    }

    /** Those of {@code mails} that had taken something, in the order of the ledger. */
    ImmutableList<Waiting> inOrder(List<Waiting> mails) {
        return mails.stream()
                .filter(mail -> taken.containsKey(mail.fingerprint()))
                .sorted(Comparator.comparingInt(this::place))
                .collect(ImmutableList.toImmutableList());
    }

    /** Whether the turn {@code other} is before what {@code mail} had taken. */
    boolean isBefore(Sent other, Waiting mail) {
        return places.get(other.id()) < place(mail);
    }

    private int place(Waiting mail) {
        return places.getOrDefault(mail.fingerprint(), PASSED);
    }

    /** The permit that {@code mail} was charged to: the ledger then has its turn and nothing charged with it. */
    Optional<PermitUse> permitOf(Waiting mail) {
        Sent sent = taken.get(mail.fingerprint());
        return sent != null && sent.charge().equals(Charge.NOTHING) ? mail.permit() : Optional.empty();
    }
}
