/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;

import com.google.common.collect.ImmutableList;

/**
 * What a review would answer, and all that bears upon it: not only the one reason that a sender is told.
 *
 * @param decision the answer
 * @param because a sentence in plain English for each point
 */
public record Explanation(Decision decision, ImmutableList<String> because) {
    /** Explains {@code request} at {@code now}; changes nothing and charges nothing. */
    public static Change<Explanation> of(Request request, Instant now) {
        return (before, caps) -> {
            Decision decision = Review.ask(before, caps, request, now).decision();
            AccountState state = before.at(now, request.terms().keep());
            return Changed.to(
                    before, new Explanation(decision, new Because(state, caps, request, decision, now).sentences()));
        };
    }
}
