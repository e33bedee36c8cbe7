/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.mesura.policy.Limit;
import org.mesura.review.AccountState;

import com.google.common.collect.ImmutableList;

/** For how long Redis is to keep an account of which nobody hears any more. */
final class Life {
    /** What clocks and windows may be apart. */
    private static final Duration MORE = Duration.ofHours(1);

    private Life() {}

    /**
     * The shortest after which forgetting it loses nothing; zero for ever, as for a suspension until it is lifted.
     *
     * @param keep the longest window of any policy, where that is known
     */
    static Duration of(AccountState state, Optional<Duration> keep, Instant now) {
        return ImmutableList.of(keep.orElse(Limit.LONGEST), Limit.LONGEST, Limit.LONGEST.multipliedBy(2)).stream()
                .filter(life -> state.isIdle(keep.orElse(Limit.LONGEST), now.plus(life)))
                .findFirst()
                .map(life -> life.plus(MORE))
                .orElse(Duration.ZERO);
    }
}
