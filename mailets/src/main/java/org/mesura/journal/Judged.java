/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal;

import java.time.Instant;
import java.util.Optional;

import org.mesura.submission.Sender;

import com.google.common.base.Ascii;

/**
 * That a message was not plainly accepted. Nobody's address but the sender's is in it, and nothing of the message.
 *
 * @param where on the spool or at the door
 * @param sender whose it was
 * @param submission its name
 * @param verdict what became of it
 * @param observed whether that was only observed, and it was let pass
 * @param reason why, as an identifier
 * @param figures what the reason says in figures
 * @param recipients distinct recipients
 * @param external those of them outside
 * @param policy the account's
 */
public record Judged(
        Instant at,
        Where where,
        Sender sender,
        String submission,
        String verdict,
        boolean observed,
        String reason,
        Figures figures,
        long recipients,
        long external,
        String policy)
        implements Entry<Judged> {
    private static final int LONGEST = 300;

    /** Where it was judged. */
    public enum Where {
        /** After the server took it. */
        SPOOL,
        /** While its sender was still connected. */
        DOOR;

        /** The place as an identifier. */
        public String id() {
            return Ascii.toLowerCase(name());
        }
    }

    /**
     * A limit, and what was asked of it; what does not apply is absent.
     *
     * @param limit its name
     * @param used what was used of it
     * @param quantity what it gives
     * @param asked what the message asked for
     * @param freeAt when it would have fitted
     */
    public record Figures(
            Optional<String> limit,
            Optional<Long> used,
            Optional<Long> quantity,
            Optional<Long> asked,
            Optional<Instant> freeAt) {}

    // whoever may choose a name chooses no amount of memory
    public Judged {
        submission = Ascii.truncate(submission, LONGEST, "…");
    }

    @Override
    public Optional<Sender> account() {
        return Optional.of(sender);
    }

    @Override
    public Judged of(Sender other) {
        return new Judged(
                at, where, other, submission, verdict, observed, reason, figures, recipients, external, policy);
    }
}
