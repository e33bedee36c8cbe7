/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import java.time.Instant;
import java.util.Optional;

import org.mesura.bulk.TextSeen;
import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.review.Ruling;
import org.mesura.submission.Submission;

/**
 * One submission as it was reviewed, and what was decided.
 *
 * @param at when
 * @param submission what was asked; read back, its id is another one, the same for the same submission, and outsiders have
 *     their hashes only where {@code text} is known
 * @param text where its text was seen to belong
 * @param policy by which it was reviewed
 * @param verdict what was decided
 * @param reason why, as an identifier; empty if it was plainly accepted
 * @param entered whether its text entered its campaign
 */
public record Reviewed(
        Instant at,
        Submission submission,
        Optional<TextSeen> text,
        String policy,
        String verdict,
        Optional<String> reason,
        boolean entered) {
    /** What {@code ruling} made of {@code submission}. */
    public static Reviewed of(Submission submission, Ruling ruling, String policy, Instant at) {
        Decision decision = ruling.decision();
        boolean leaves = !(decision instanceof Decision.Refuse || decision instanceof Decision.Hold);
        return new Reviewed(
                at,
                submission,
                ruling.seen(),
                policy,
                decision.verdict(),
                decision.why().map(Reason::id),
                leaves && decision.permit().isEmpty() && ruling.seen().isPresent());
    }

    /** Whether it was stopped as part of a mass mailing: held, let out slowly or refused for it. */
    public boolean wasStoppedAsBulk() {
        return reason.filter("bulk"::equals).isPresent() && !verdict.equals("advise");
    }
}
