/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.mesura.review.AccountState;
import org.mesura.store.format.StateForm;

import com.google.common.collect.ImmutableMap;

/**
 * What Redis has of an account, as far as this server knows.
 *
 * @param state the account that its parts are
 * @param form the version in which they are written
 * @param parts each of them
 * @param life for how long this server told Redis to keep it; empty if it was another
 * @param since when it told so, in nanoseconds of this process
 */
record Stored(AccountState state, int form, ImmutableMap<Integer, Digest> parts, Optional<Duration> life, long since) {
    /** Nothing. */
    static final Stored NONE = new Stored(AccountState.NEW, StateForm.VERSION, ImmutableMap.of(), Optional.empty(), 0);

    static Stored of(AccountState state, int form, Parts parts) {
        return new Stored(state, form, parts.digests(), Optional.empty(), 0);
    }

    boolean isOfThisForm() {
        return form == StateForm.VERSION;
    }

    /** Whether it is kept for as long as {@code asked} from {@code now} on, give or take what {@link Life} has to spare. */
    boolean lasts(Duration asked, long now) {
        return life.filter(asked::equals).isPresent() && now - since < Life.SPARE.toNanos();
    }

    /** The parts of {@code next} to be written: those that differ; all of them if Redis has them in an older form. */
    Map<Integer, byte[]> changed(Parts next) {
        return isOfThisForm() ? next.changedFrom(parts) : next.octets();
    }

    /** Whether {@code next} is what is there. */
    boolean is(Parts next) {
        return parts.equals(next.digests());
    }

    /** This after {@code next} was written, which is kept for {@code asked} from now on if it was not kept so long. */
    Stored written(AccountState next, Parts written, Duration asked, long now) {
        return new Stored(
                next, StateForm.VERSION, written.digests(), Optional.of(asked), lasts(asked, now) ? since : now);
    }

    int octets() {
        return parts.values().stream().mapToInt(Digest::length).sum();
    }
}
