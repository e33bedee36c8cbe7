/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal;

import java.time.Instant;
import java.util.Optional;

import org.mesura.submission.Sender;

/** Entries for tests. */
public final class Entries {
    public static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    public static final Sender ANA = new Sender("ana@alcaldia.example");
    public static final Sender BETO = new Sender("beto@alcaldia.example");

    private Entries() {}

    /** A refused message. */
    public static Judged judged(String id, Sender sender, Instant at) {
        return new Judged(
                at,
                Judged.Where.SPOOL,
                sender,
                id,
                "refuse",
                false,
                "over-limit",
                new Judged.Figures(
                        Optional.of("messages per 1min"),
                        Optional.of(30L),
                        Optional.of(30L),
                        Optional.of(1L),
                        Optional.of(at.plusSeconds(60))),
                3,
                2,
                "staff");
    }

    /** A suspension of {@code sender}. */
    public static Act act(Sender sender, Instant at) {
        return new Act(
                at,
                Optional.of("olga"),
                "127.0.0.1",
                "PUT /mesura/accounts/" + sender + "/suspension",
                Optional.of(sender),
                Optional.of("looks stolen"));
    }
}
