/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;

/** What becomes of a mail that waits for its turn. */
public sealed interface Departure {
    /** It leaves now, and is charged. */
    record Leave() implements Departure {}

    /**
     * It waits.
     *
     * @param at the turn that is reserved for it
     */
    record Wait(Instant at) implements Departure {}

    /**
     * It stays: its account may not write to outsiders. Nothing is reserved for it any more.
     *
     * @param suspension until when and why
     */
    record Stay(Suspension suspension) implements Departure {}

    /** It is later than was promised, or the ledger does not know it: its account's mails are to be planned anew. */
    record Replan() implements Departure {}
}
