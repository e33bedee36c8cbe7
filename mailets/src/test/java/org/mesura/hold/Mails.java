/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import java.time.Instant;
import java.util.Optional;

import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;

/** Held mails for tests: each of Ana, to three recipients outside, kept back since ten o'clock. */
public final class Mails {
    public static final Sender ANA = new Sender("ana@alcaldia.example");
    public static final Sender BETO = new Sender("beto@alcaldia.example");
    public static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");

    private Mails() {}

    /** A mail of Ana whose turn is so many seconds after ten. */
    public static HeldMail mail(String id, long turn) {
        return mail(id, ANA, new Waits.ForTurn(TEN.plusSeconds(turn)), TEN);
    }

    public static HeldMail mail(String id, Sender sender, Waits waits, Instant since) {
        return new HeldMail(
                id(id),
                sender,
                waits,
                since,
                new Charge(1, 3, 3, 30_000),
                Optional.empty(),
                "over-limit",
                new HeldCopy("memory://var/mail/mesura-held/", id + "-7", "transport"));
    }

    public static SubmissionId id(String id) {
        return new SubmissionId(id);
    }
}
