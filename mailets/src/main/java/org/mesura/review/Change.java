/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.function.Function;

/**
 * A pure function over everything known of one account: what an {@link AccountBook} runs as one atomic step. It may be
 * run more than once, on other states, until one run is kept.
 *
 * @param <T> what is answered
 */
@FunctionalInterface
public interface Change<T> {
    /** What becomes of the account of which {@code before} is known. */
    Changed<T> apply(AccountState before, CapLedger caps);

    /** This change made at {@code now} instead of the instant that it was made for; the same if it goes by none. */
    default Change<T> at(Instant now) {
        return this;
    }

    /** What {@code change} makes of {@code now}; of another instant if it is made {@linkplain #at(Instant) then}. */
    static <T> Change<T> at(Instant now, Function<Instant, Change<T>> change) {
        Change<T> then = change.apply(now);
        return new Change<>() {
            @Override
            public Changed<T> apply(AccountState before, CapLedger caps) {
                return then.apply(before, caps);
            }

            @Override
            public Change<T> at(Instant other) {
                return Change.at(other, change);
            }
        };
    }
}
