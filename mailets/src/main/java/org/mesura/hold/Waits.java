/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import java.time.Instant;

/** What a held mail waits for. */
public sealed interface Waits {
    /** When something is to be done for it, if nothing happens before. */
    Instant until();

    /**
     * For its turn, which the ledger has reserved.
     *
     * @param until the instant of the turn: it leaves then
     */
    record ForTurn(Instant until) implements Waits {}

    /**
     * For a person's decision.
     *
     * @param until if nobody has decided by then it goes back to its sender
     */
    record ForDecision(Instant until) implements Waits {}

    /**
     * For the end of its account's suspension: its turn had come and the account may not write to outsiders.
     *
     * @param until if the suspension holds even then it goes back to its sender
     */
    record ForLifting(Instant until) implements Waits {}
}
