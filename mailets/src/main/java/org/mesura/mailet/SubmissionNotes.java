/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;

import javax.inject.Inject;

import org.mesura.config.Settings;
import org.mesura.journal.submissions.Reviewed;
import org.mesura.journal.submissions.SubmissionLog;
import org.mesura.policy.Terms;
import org.mesura.review.Request;
import org.mesura.review.Ruling;

/**
 * Takes down what was reviewed, for limits to be tried on, when {@code mesura.xml} says so. No mail waits for it, and a fault
 * of it is counted and stops nothing.
 */
public final class SubmissionNotes {
    private final SubmissionLog journal;
    private final Alarm alarm;

    @Inject
    public SubmissionNotes(SubmissionLog journal, Alarm alarm) {
        this.journal = journal;
        this.alarm = alarm;
    }

    /** Takes down what {@code ruling} made of {@code request}. */
    void ofReview(Request request, Ruling ruling, Settings settings, Instant now) {
        Terms terms = request.terms();
        if (!settings.submissions().writing().isDueIn(terms.mode())) {
            return;
        }
        try {
            journal.note(
                    Reviewed.of(request.submission(), ruling, terms.policy().name(), now));
        } catch (RuntimeException | LinkageError fault) {
            alarm.raise("could not take down submission " + request.submission().id(), fault, now);
        }
    }
}
