/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;

import org.mesura.bulk.TextSeen;
import org.mesura.journal.submissions.Reviewed;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

/** Submissions as a journal has them. */
final class Sent {
    private static final Instant MORNING = Instant.parse("2026-11-24T08:00:00Z");

    private Sent() {}

    /** A message of {@code account} to so many outsiders, so long after eight in the morning. */
    static Reviewed plain(int number, String account, int outside, long seconds) {
        return reviewed(number, account, LongStream.range(0, outside).toArray(), seconds, Optional.empty(), "accept");
    }

    /** A message of one campaign, whose text was seen as {@code 7} each time; what stopped it was that. */
    static Reviewed bulk(int number, String account, long[] outsiders, long seconds, String verdict) {
        return reviewed(
                number,
                account,
                outsiders,
                seconds,
                Optional.of(new TextSeen(7, Optional.empty(), false, Recipients.of(0, outsiders))),
                verdict);
    }

    private static Reviewed reviewed(
            int number, String account, long[] outsiders, long seconds, Optional<TextSeen> text, String verdict) {
        return new Reviewed(
                MORNING.plusSeconds(seconds),
                new Submission(
                        new SubmissionId("Mail-" + number),
                        new Sender(account),
                        Recipients.of(0, outsiders),
                        2_000,
                        0,
                        false,
                        number),
                text,
                "staff",
                verdict,
                verdict.equals("accept") ? Optional.empty() : Optional.of("bulk"),
                text.isPresent() && verdict.equals("accept"));
    }
}
