/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.LongStream;

import javax.inject.Provider;

import org.mesura.config.Settings;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.Decision;
import org.mesura.review.Explanation;
import org.mesura.review.Measured;
import org.mesura.review.Reason;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;

import spark.Request;
import spark.Response;
import spark.Service;

/** Says what would become of a message, and why; nothing is charged. */
final class ExplainRoutes {
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("recipients", "external", "bytes");
    private static final long MOST_RECIPIENTS = 100_000;
    private static final long MOST_BYTES = 1_000_000_000;
    private static final long USUAL_BYTES = 10_000;
    // no mail is called so: James's names have no blanks
    private static final SubmissionId NONE = new SubmissionId("to be explained");

    private final AccountBook book;
    private final Directory directory;
    private final Provider<Settings> settings;
    private final InstantSource clock;

    ExplainRoutes(AccountBook book, Directory directory, Provider<Settings> settings, InstantSource clock) {
        this.book = book;
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
    }

    void define(Service service) {
        service.get(Directory.ACCOUNT + "/explain", this::explain);
    }

    private String explain(Request request, Response response) throws JsonProcessingException {
        Sender sender = directory.known(request);
        Submission submission = submission(sender, request);
        Terms terms = settings.get().policies().termsOf(sender);
        Instant now = clock.instant();
        Explanation explanation = book.change(
                sender, Explanation.of(new org.mesura.review.Request(submission, Optional.empty(), terms), now), now);
        return Json.of(Page.of(explanation), response);
    }

    /** Such a message; nobody is meant by its recipients. */
    private static Submission submission(Sender sender, Request request) {
        Parameters.check(request, NAMES);
        long recipients =
                Parameters.number(request, "recipients", 1, MOST_RECIPIENTS).orElse(1L);
        long external = Parameters.number(request, "external", 0, recipients).orElse(recipients);
        long bytes = Parameters.number(request, "bytes", 0, MOST_BYTES).orElse(USUAL_BYTES);
        ImmutableLongArray outsiders = ImmutableLongArray.copyOf(LongStream.range(0, external));
        return new Submission(
                NONE,
                sender,
                new Recipients(Math.toIntExact(recipients - external), outsiders),
                bytes,
                0,
                false,
                NONE.fingerprint());
    }

    /** An {@link Explanation} as JSON. */
    record Page(
            String verdict,
            Optional<String> reason,
            @JsonUnwrapped Measured measured,
            Optional<Instant> leavesAt,
            ImmutableList<String> because) {
        static Page of(Explanation explanation) {
            Decision decision = explanation.decision();
            return new Page(
                    decision.verdict(),
                    decision.why().map(Reason::id),
                    decision.why().map(Measured::of).orElse(Measured.NOTHING),
                    decision instanceof Decision.Defer turn ? Optional.of(turn.at()) : Optional.empty(),
                    explanation.because());
        }
    }
}
