/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.util.Optional;

import org.mesura.bulk.SentText;
import org.mesura.bulk.TextSeen;

import com.google.common.collect.ImmutableList;

/**
 * The answer to a review and what else came of it. A submission that is reviewed again gets the recorded decision, and
 * nothing else comes of it.
 *
 * @param decision the answer
 * @param events what the administrator, or the sender, should be told besides
 * @param sent the text that entered a campaign; empty where none did
 * @param seen where the text was seen to belong, whatever became of the message; empty where none was compared
 * @param reduced whether limits and caps were a part of themselves, because the store is away
 */
public record Ruling(
        Decision decision,
        ImmutableList<Event> events,
        Optional<SentText> sent,
        Optional<TextSeen> seen,
        boolean reduced) {
    /** A decision with which this text goes out. */
    public Ruling(Decision decision, ImmutableList<Event> events, Optional<SentText> sent) {
        this(decision, events, sent, Optional.empty(), false);
    }

    /** A decision with which no text goes out. */
    public Ruling(Decision decision, ImmutableList<Event> events) {
        this(decision, events, Optional.empty());
    }

    /** A decision of which nothing else comes. */
    public static Ruling of(Decision decision) {
        return new Ruling(decision, ImmutableList.of());
    }

    /** The same, by limits that are a part of themselves. */
    Ruling byPart() {
        return new Ruling(decision, events, sent, seen, true);
    }

    /** The same, with where the text was seen to belong. */
    Ruling having(TextSeen text) {
        return new Ruling(decision, events, sent, Optional.of(text), reduced);
    }
}
