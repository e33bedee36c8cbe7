/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import java.time.Instant;
import java.util.Optional;

import org.mesura.config.Settings;
import org.mesura.policy.Terms;
import org.mesura.review.Request;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;

/**
 * The account that stands at the door.
 *
 * @param sender its name
 * @param settings what is in force
 * @param terms what holds for it
 * @param now when it asks
 */
record Asker(Sender sender, Settings settings, Terms terms, Instant now) {
    static Asker of(Sender sender, Settings settings, Instant now) {
        return new Asker(sender, settings, settings.policies().termsOf(sender), now);
    }

    /** Whether nothing of it is ever refused. */
    boolean isFree() {
        return terms.exempt() || terms.isObserved();
    }

    /** What is asked before there is a content. */
    Request request(Submission submission) {
        return new Request(submission, Optional.empty(), terms);
    }
}
