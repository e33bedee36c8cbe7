/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.mesura.review.AccountState;
import org.mesura.store.format.StatePart;
import org.mesura.store.format.StateParts;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableIntArray;

/**
 * What Redis has of an account, as far as this server knows.
 *
 * @param account what its parts are
 * @param form the version in which they are written
 * @param lengths how many octets each of them takes, by its number
 * @param life for how long this server told Redis to keep it; empty if it was another
 * @param since when it told so, in nanoseconds of this process
 */
record Stored(StateParts account, int form, ImmutableIntArray lengths, Optional<Duration> life, long since) {
    /** Nothing. */
    static final Stored NONE = new Stored(
            StateParts.whole(AccountState.NEW),
            StateParts.VERSION,
            ImmutableIntArray.copyOf(new int[StateParts.PARTS]),
            Optional.empty(),
            0);

    /**
     * What Redis has in that form.
     *
     * @throws IllegalArgumentException if that is not an account
     */
    static Stored read(int form, ImmutableSortedMap<Integer, byte[]> parts) {
        if (parts.isEmpty()) {
            return NONE;
        }
        StateParts account = StateParts.read(form, parts);
        int[] lengths = new int[StateParts.PARTS];
        for (Map.Entry<Integer, byte[]> part : parts.entrySet()) {
            lengths[part.getKey()] = part.getValue().length;
        }
        return new Stored(account, form, ImmutableIntArray.copyOf(lengths), Optional.empty(), 0);
    }

    boolean isOfThisForm() {
        return form == StateParts.VERSION;
    }

    /** Whether it is kept for as long as {@code asked} from {@code now} on, give or take what {@link Life} has to spare. */
    boolean lasts(Duration asked, long now) {
        return life.filter(asked::equals).isPresent() && now - since < Life.SPARE.toNanos();
    }

    /** Whether {@code state} is what is there; one that is only equal is not. */
    boolean is(AccountState state) {
        return account.state() == state;
    }

    /** This after {@code next} was written, which is kept for {@code asked} from now on if it was not kept so long. */
    Stored written(Parts next, Duration asked, long now) {
        int[] all = lengths.toArray();
        for (StatePart part : next.changes()) {
            all[part.number()] = part.octets().length;
        }
        return new Stored(
                next.account(),
                StateParts.VERSION,
                ImmutableIntArray.copyOf(all),
                Optional.of(asked),
                lasts(asked, now) ? since : now);
    }

    int octets() {
        return lengths.stream().sum();
    }
}
