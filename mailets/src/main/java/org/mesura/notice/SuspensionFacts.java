/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;

import org.mesura.review.Suspension;

import com.google.common.collect.ImmutableMap;

/** What templates can say of a suspension: since when, until when if that is known, and a variable named for its cause. */
final class SuspensionFacts {
    private SuspensionFacts() {}

    static ImmutableMap<String, Object> of(Suspension suspension, Instant now, Wording wording) {
        ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
        suspension.until().ifPresent(until -> facts.put("freeAt", FreeAt.facts(until, now, wording)));
        return facts.put("since", wording.moment(suspension.since(), now))
                .put(variable(suspension.cause()), true)
                .buildOrThrow();
    }

    private static String variable(Suspension.Cause cause) {
        return switch (cause) {
            case ATTEMPTS -> "causeAttempts";
            case UNKNOWN_RECIPIENTS -> "causeUnknown";
            case ADMINISTRATOR -> "causeAdministrator";
        };
    }
}
