/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.mesura.review.AccountState;
import org.mesura.store.format.StateParts;

import com.google.common.collect.ImmutableMap;

/**
 * What Redis has of an account, as far as this server knows.
 *
 * @param account what its parts are
 * @param form the version in which they are written
 * @param parts each of them
 * @param life for how long this server told Redis to keep it; empty if it was another
 * @param since when it told so, in nanoseconds of this process
 */
record Stored(StateParts account, int form, ImmutableMap<Integer, Digest> parts, Optional<Duration> life, long since) {
    /** Nothing. */
    static final Stored NONE = of(StateParts.VERSION, Parts.of(AccountState.NEW));

    static Stored of(int form, Parts parts) {
        return new Stored(parts.account(), form, parts.digests(), Optional.empty(), 0);
    }

    boolean isOfThisForm() {
        return form == StateParts.VERSION;
    }

    /** Whether it is kept for as long as {@code asked} from {@code now} on, give or take what {@link Life} has to spare. */
    boolean lasts(Duration asked, long now) {
        return life.filter(asked::equals).isPresent() && now - since < Life.SPARE.toNanos();
    }

    /** The parts of {@code next} to be written: those that differ; all of them if Redis has them in an older form. */
    Map<Integer, byte[]> changed(Parts next) {
        return isOfThisForm() ? next.changedFrom(parts) : next.octets();
    }

    /** The parts that are there and not in {@code next}. */
    List<Integer> gone(Parts next) {
        List<Integer> gone = new ArrayList<>();
        for (Integer part : parts.keySet()) {
            if (!next.digests().containsKey(part)) {
                gone.add(part);
            }
        }
        return gone;
    }

    /** Whether {@code next} is what is there. */
    boolean is(Parts next) {
        return parts.equals(next.digests());
    }

    /** This after {@code next} was written, which is kept for {@code asked} from now on if it was not kept so long. */
    Stored written(Parts next, Duration asked, long now) {
        return new Stored(
                next.account(),
                StateParts.VERSION,
                next.digests(),
                Optional.of(asked),
                lasts(asked, now) ? since : now);
    }

    int octets() {
        return parts.values().stream().mapToInt(Digest::length).sum();
    }
}
