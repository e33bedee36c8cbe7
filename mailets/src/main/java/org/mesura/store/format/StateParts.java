/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.mesura.review.AccountState;
import org.mesura.usage.Ledger;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

/**
 * An account in the form in which its parts are kept apart, so that only those that change are written: the parts of {@link
 * StateForm} that are not empty, each by its place there, and as one more the sends that were charged of late.
 *
 * <p><b>Why.</b> Nearly every message changes the sends that were charged and nothing else, and changes them by one. So the
 * earlier ones stay as they are written, and the later ones stand in a part of their own, which is short; when it is not so
 * short any more, or when the record was copied, for room or because the clock went back, all become earlier ones. Of an
 * account that has 500 sends that is some 16 sends with each message, and once in 32 all: 32 on average, not 500.
 *
 * @param state the account
 * @param earlier how many of the sends that were charged are the earlier ones
 */
public record StateParts(AccountState state, int earlier) {
    /**
     * The version in which parts are written. A version has the parts of a {@link Form}, up to 3 of the same number; version 4
     * has those of form 3, and the later sends.
     */
    public static final int VERSION = 4;

    /** The part of the later sends; no part of {@link StateForm} may be called that. */
    private static final int LATER = 11;

    /** The parts that make what was charged. */
    public static final ImmutableList<Integer> CHARGED = ImmutableList.of(StateForm.CHARGED, LATER);

    /** Parts have numbers below that. */
    public static final int PARTS = LATER + 1;

    private static final int FIRST_WITH_LATER = 4;

    private static final int[] ALL = IntStream.concat(IntStream.range(0, StateForm.PARTS), IntStream.of(LATER))
            .toArray();
    /** How many are later ones at most, and one more for so many earlier ones: to write these anew costs more. */
    private static final int MOST_LATER = 16;

    private static final int EARLIER_FOR_ONE_MORE = 32;

    public StateParts {
        checkArgument(
                earlier >= 0 && earlier <= state.charged().size(),
                "%s earlier sends of %s",
                earlier,
                state.charged().size());
    }

    /** An account that is written for the first time, or anew. */
    public static StateParts whole(AccountState state) {
        return new StateParts(state, state.charged().size());
    }

    /** What this account became, so divided that as little as possible is to be written. */
    public StateParts next(AccountState next) {
        SendRecord charged = next.charged();
        boolean fewLater = charged.size() - earlier <= MOST_LATER + earlier / EARLIER_FOR_ONE_MORE;
        return charged.grewFrom(state.charged()) && fewLater ? new StateParts(next, earlier) : whole(next);
    }

    /** Each part that is not empty. A part that did not change has the same octets. */
    public ImmutableSortedMap<Integer, byte[]> octets() {
        ImmutableSortedMap.Builder<Integer, byte[]> octets = ImmutableSortedMap.naturalOrder();
        for (int part : ALL) {
            if (!isEmpty(part)) {
                octets.put(part, octetsOf(part));
            }
        }
        return octets.buildOrThrow();
    }

    /** What is to be written where {@code before} is: each part that it does not share with this, if either has it. */
    public ImmutableList<StatePart> changesSince(StateParts before) {
        return changes(before, part -> !shares(part, before));
    }

    /** As {@link #changesSince}, with all parts that are not empty: for where they are in another form. */
    public ImmutableList<StatePart> wholeSince(StateParts before) {
        return changes(before, part -> true);
    }

    private ImmutableList<StatePart> changes(StateParts before, IntPredicate wanted) {
        ImmutableList.Builder<StatePart> changes = ImmutableList.builderWithExpectedSize(1);
        for (int part : ALL) {
            if (wanted.test(part)) {
                if (!isEmpty(part)) {
                    changes.add(StatePart.of(part, octetsOf(part)));
                } else if (!before.isEmpty(part)) {
                    changes.add(StatePart.gone(part));
                }
            }
        }
        return changes.build();
    }

    /** Whether this account and {@code before} have one and the same part there, not only an equal one. */
    private boolean shares(int part, StateParts before) {
        return switch (part) {
            case StateForm.CHARGED ->
                earlier == before.earlier && state.charged().grewFrom(before.state.charged());
            case LATER -> earlier == before.earlier && state.charged().equals(before.state.charged());
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
        int form = formOf(version);
        SortedMap<Integer, byte[]> others = new TreeMap<>(parts);
        Optional<byte[]> later =
                version < FIRST_WITH_LATER ? Optional.empty() : Optional.ofNullable(others.remove(LATER));
        AccountState state = together(form, others);
        SendRecord before = state.charged();
        SendRecord charged = later.map(
                        octets -> Form.read(octets, form, (in, any) -> before.followedBy(RecordForm.read(in))))
                .orElseGet(() -> before.followedBy(SendRecord.EMPTY));
        return new StateParts(
                new AccountState(new Ledger(charged, state.ledger().reserved()), state.aside()), before.size());
    }

    private static int formOf(int version) {
        return switch (version) {
            case 1, 2, 3 -> version;
            case 4 -> 3;
            default ->
                throw new IllegalArgumentException("stored in form " + version + ", known are those up to " + VERSION);
        };
    }

    private static AccountState together(int form, SortedMap<Integer, byte[]> parts) {
        checkArgument(
                parts.isEmpty() || parts.firstKey() >= 0 && parts.lastKey() < StateForm.PARTS,
                "parts %s of an account of unknown parts",
                parts.keySet());
        OctetWriter out = new OctetWriter();
        out.octet(form);
        out.number(parts.keySet().stream().mapToLong(part -> 1L << part).sum());
        parts.values().forEach(out::octets);
        return StateForm.read(out.octets());
    }

    private byte[] octetsOf(int part) {
        OctetWriter out = part == LATER
                ? new OctetWriter(RecordForm.roomFor(state.charged().size() - earlier))
                : new OctetWriter();
        write(out, part);
        return out.octets();
    }

    private boolean isEmpty(int part) {
        return switch (part) {
            case StateForm.CHARGED -> RecordForm.isEmpty(state.charged().first(earlier));
            case LATER -> earlier == state.charged().size();
            default -> StateForm.isEmpty(state, part);
        };
    }

    private void write(OctetWriter out, int part) {
        switch (part) {
            case StateForm.CHARGED -> RecordForm.write(out, state.charged().first(earlier));
            case LATER -> RecordForm.write(out, state.charged().after(earlier));
            default -> StateForm.write(out, state, part);
        }
    }
}
