/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.mesura.policy.Limit;
import org.mesura.review.AccountState;

/** For how long Redis is to keep an account of which nobody hears any more. */
final class Life {
    /** What clocks and windows may be apart. */
    private static final Duration MORE = Duration.ofHours(1);
    /** For how long a life once told to Redis serves what is written later. */
    static final Duration SPARE = MORE.dividedBy(4);

    private static final Duration VERY_LONG = Limit.LONGEST.multipliedBy(2);

    private Life() {}

    /**
     * The shortest after which forgetting it loses nothing; zero for ever, as for a suspension until it is lifted.
     *
     * @param keep the longest window of any policy, where that is known
     */
    static Duration of(AccountState state, Optional<Duration> keep, Instant now) {
        Duration longest = keep.orElse(Limit.LONGEST);
        for (Duration life : List.of(longest, Limit.LONGEST, VERY_LONG)) {
            if (state.isIdle(longest, now.plus(life))) {
                return life.plus(MORE);
            }
        }
        return Duration.ZERO;
    }
}
