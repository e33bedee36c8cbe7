/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;

import javax.inject.Inject;

import org.mesura.journal.Decisions;
import org.mesura.journal.Judged;
import org.mesura.journal.Judged.Where;
import org.mesura.review.Measured;
import org.mesura.review.Reason;
import org.mesura.submission.Submission;

/**
 * Takes down what was not plainly accepted, for an administrator to look up. No mail waits for it, and a fault of it is
 * counted and stops nothing.
 */
public final class DecisionJournal {
    private final Decisions decisions;
    private final Alarm alarm;

    @Inject
    public DecisionJournal(Decisions decisions, Alarm alarm) {
        this.decisions = decisions;
        this.alarm = alarm;
    }

    /** Takes down what the review made of a mail. */
    void ofReview(Verdict verdict) {
        verdict.decision()
                .why()
                .ifPresent(reason -> add(new Judged(
                        verdict.at(),
                        Where.SPOOL,
                        verdict.sender(),
                        verdict.id().value(),
                        verdict.decision().verdict(),
                        verdict.observed(),
                        reason.id(),
                        figures(reason),
                        verdict.recipients(),
                        verdict.external(),
                        verdict.policy())));
    }

    /** Takes down that {@code submission} was refused before it was taken. */
    public void atTheDoor(Submission submission, String policy, Reason reason, Instant now) {
        add(new Judged(
                now,
                Where.DOOR,
                submission.sender(),
                submission.id().value(),
                "refuse",
                false,
                reason.id(),
                figures(reason),
                submission.recipients().total(),
                submission.recipients().outside(),
                policy));
    }

    private static Judged.Figures figures(Reason reason) {
        Measured measured = Measured.of(reason);
        return new Judged.Figures(
                measured.limit(), measured.used(), measured.quantity(), measured.asked(), measured.freeAt());
    }

    private void add(Judged judged) {
        try {
            decisions.add(judged);
        } catch (RuntimeException | LinkageError fault) {
            alarm.raise("could not take down a verdict", fault, judged.at());
        }
    }
}
