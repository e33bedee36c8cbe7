/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import com.google.common.collect.ImmutableList;

/**
 * The answer to a review and what else came of it. A submission that is reviewed again gets the recorded decision, and
 * nothing else comes of it.
 *
 * @param decision the answer
 * @param events what the administrator, or the sender, should be told besides
 */
public record Ruling(Decision decision, ImmutableList<Event> events) {
    /** A decision of which nothing else comes. */
    public static Ruling of(Decision decision) {
        return new Ruling(decision, ImmutableList.of());
    }
}
