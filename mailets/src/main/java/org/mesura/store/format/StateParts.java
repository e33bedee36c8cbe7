/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

import org.mesura.review.AccountState;
import org.mesura.usage.Ledger;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableSortedMap;

/**
 * An account in the form in which its parts are kept apart, so that only those that change are written: the parts of {@link
 * StateForm} that are not empty, each by its place there, and as one more the sends that were charged of late.
 *
 * <p><b>Why.</b> Nearly every message changes the sends that were charged and nothing else, and changes them by one. So the
 * earlier ones stay as they are written, and the later ones stand in a part of their own, which is short; when it is not so
 * short any more, all become earlier ones. Whoever sends 500 messages a day then writes some 20 sends with each, not 500.
 *
 * @param state the account
 * @param settled how many of the sends that were charged are the earlier ones
 */
public record StateParts(AccountState state, int settled) {
    /** The version in which they are written. The parts of 3 and before are those of that {@link Form}; those of 4 of form 3. */
    public static final int VERSION = Form.VERSION + 1;

    /** The part of the later sends. */
    private static final int LATER = StateForm.PARTS;
    /** How many are later ones at most, and one more for so many earlier ones: to write these anew costs more. */
    private static final int MOST_LATER = 16;

    private static final int EARLIER_FOR_ONE_MORE = 32;

    /** An account that is written for the first time, or anew. */
    public static StateParts whole(AccountState state) {
        return new StateParts(state, state.charged().size());
    }

    /** What this account became, so divided that as little as possible is to be written. */
    public StateParts next(AccountState next) {
        SendRecord charged = next.charged();
        boolean fewLater = charged.size() - settled <= MOST_LATER + settled / EARLIER_FOR_ONE_MORE;
        return charged.grewFrom(state.charged()) && fewLater ? new StateParts(next, settled) : whole(next);
    }

    /** Each part that is not empty. A part that did not change has the same octets. */
    public ImmutableSortedMap<Integer, byte[]> octets() {
        return octets(part -> true);
    }

    /** As {@link #octets}, without those that this account shares with {@code before}. */
    public ImmutableSortedMap<Integer, byte[]> octetsSince(StateParts before) {
        return octets(part -> !shares(part, before));
    }

    /** Whether this account and {@code before} have one and the same part there, not only an equal one. */
    public boolean shares(int part, StateParts before) {
        return switch (part) {
            case StateForm.CHARGED ->
                settled == before.settled && state.charged().grewFrom(before.state.charged());
            case LATER -> settled == before.settled && state.charged() == before.state.charged();
            default -> StateForm.part(state, part) == StateForm.part(before.state, part);
        };
    }

    /**
     * The account of these parts.
     *
     * @param version the version of the form in which they were written
     * @throws IllegalArgumentException if they are not what {@link #octets} makes, or made in that older version
     */
    public static StateParts read(int version, SortedMap<Integer, byte[]> parts) {
        if (version > VERSION) {
            throw new IllegalArgumentException("stored in form " + version + ", known are those up to " + VERSION);
        }
        SortedMap<Integer, byte[]> earlier = new TreeMap<>(parts);
        Optional<byte[]> later = version < VERSION ? Optional.empty() : Optional.ofNullable(earlier.remove(LATER));
        StateParts read = whole(together(Math.min(version, Form.VERSION), earlier));
        return later.map(octets -> Form.read(octets, Form.VERSION, (in, any) -> RecordForm.read(in)))
                .map(read::followedBy)
                .orElse(read);
    }

    private static AccountState together(int form, SortedMap<Integer, byte[]> parts) {
        OctetWriter out = new OctetWriter();
        out.octet(form);
        out.number(parts.keySet().stream().mapToLong(part -> 1L << part).sum());
        parts.values().forEach(out::octets);
        return StateForm.read(out.octets());
    }

    private StateParts followedBy(SendRecord later) {
        Ledger ledger =
                new Ledger(state.charged().followedBy(later), state.ledger().reserved());
        return new StateParts(new AccountState(ledger, state.aside()), settled);
    }

    private ImmutableSortedMap<Integer, byte[]> octets(IntPredicate wanted) {
        ImmutableSortedMap.Builder<Integer, byte[]> octets = ImmutableSortedMap.naturalOrder();
        for (int part = 0; part <= LATER; part++) {
            if (wanted.test(part) && !isEmpty(part)) {
                OctetWriter out = new OctetWriter();
                write(out, part);
                octets.put(part, out.octets());
            }
        }
        return octets.buildOrThrow();
    }

    private boolean isEmpty(int part) {
        return switch (part) {
            case StateForm.CHARGED -> RecordForm.isEmpty(state.charged().first(settled));
            case LATER -> settled == state.charged().size();
            default -> StateForm.isEmpty(state, part);
        };
    }

    private void write(OctetWriter out, int part) {
        switch (part) {
            case StateForm.CHARGED -> RecordForm.write(out, state.charged().first(settled));
            case LATER -> RecordForm.write(out, state.charged().after(settled));
            default -> StateForm.write(out, state, part);
        }
    }
}
