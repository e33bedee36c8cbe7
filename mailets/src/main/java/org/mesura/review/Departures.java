/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;

import org.mesura.policy.Terms;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** The changes of an account whose mail waits, for {@link AccountBook#change}; each is pure. */
public final class Departures {
    private Departures() {}

    /** What becomes of {@code waiting}, whose turn has come. */
    public static Change<Departure> depart(Waiting waiting, Terms terms, Instant now) {
        throw new UnsupportedOperationException();
    }

    /**
     * Plans all mails of the account that wait for a turn anew.
     *
     * @param waiting all of them, in the order in which they are to leave
     */
    public static Change<ImmutableMap<SubmissionId, Departure>> plan(
            ImmutableList<Waiting> waiting, Terms terms, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Gives back the turn of a mail that cannot be kept, and records its refusal in place of its deferral. */
    public static Change<Decision> refuse(SubmissionId id, Terms terms, Instant now) {
        throw new UnsupportedOperationException();
    }
}
