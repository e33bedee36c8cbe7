/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.journal.submissions.Reviewed;
import org.mesura.journal.submissions.SubmissionLog;
import org.mesura.policy.Mode;
import org.mesura.policy.Terms;
import org.mesura.review.Request;
import org.mesura.review.Ruling;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

class SubmissionNotesTest {
    private static final Submission ONE = new Submission(
            new SubmissionId("Mail-1"), new Sender("ana@localhost"), Recipients.of(1), 1_000, 0, false, 42);

    @ParameterizedTest
    @CsvSource({
        "enforce, observe, 0",
        "enforce, always,  2",
        "enforce, never,   0",
        "observe, observe, 2",
        "observe, always,  2",
        "observe, never,   0",
    })
    void submissionsShouldBeTakenDownWhenTheSettingSaysSo(String mode, String write, int taken) throws Exception {
        String sections = Edge.SMALL + "<submissions write='" + write + "'/>";
        Edge edge = mode.equals("observe") ? Edge.observing(sections) : new Edge(sections);
        send(edge, "Mail-1");
        send(edge, "Mail-2");

        assertThat(edge.reviewed).hasSize(taken);
    }

    @Test
    void whatIsTakenDownShouldNameTheAccountAndTheVerdictAndNoRecipientAndNoWord() throws Exception {
        Edge edge = Edge.observing(Edge.SMALL);
        send(edge, "Mail-1");
        send(edge, "Mail-2");
        send(edge, "Mail-3");

        assertThat(edge.reviewed).element(2).satisfies(refused -> {
            assertThat(refused.submission().sender()).isEqualTo(new Sender("ana@localhost"));
            assertThat(refused.policy()).isEqualTo("small");
            assertThat(refused.verdict()).isEqualTo("refuse");
            assertThat(refused.reason()).contains("over-limit");
            assertThat(refused.entered()).isFalse();
            assertThat(refused.text()).hasValueSatisfying(text -> {
                assertThat(text.campaign()).isPresent();
                assertThat(text.counted().outside()).isEqualTo(1);
            });
        });
        assertThat(edge.reviewed.toString()).doesNotContain("outside.example", "beto", "A word on");
    }

    @Test
    void mailShouldGoOnAndTheAlarmShouldSoundWhenNothingCanBeTakenDown() {
        Edge edge = Edge.observing(Edge.SMALL);
        SubmissionNotes notes = new SubmissionNotes(new Broken(), edge.alarm);
        Terms terms = edge.settings.policies().termsOf(new Sender("ana@localhost"));
        Request request = new Request(ONE, Optional.empty(), terms);
        Ruling ruling = edge.book().decide(request, Edge.NOON);

        notes.ofReview(request, ruling, edge.settings, Edge.NOON);

        assertThat(terms.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(edge.alarm.count()).isEqualTo(1);
    }

    private static final class Broken implements SubmissionLog {
        @Override
        public void note(Reviewed reviewed) {
            throw new IllegalStateException("a fault of a test");
        }

        @Override
        public void forget(Sender account) {
            throw new IllegalStateException("a fault of a test");
        }
    }

    private static void send(Edge edge, String id) throws Exception {
        edge.review()
                .service(Edge.submitted(id, "x@outside.example", "beto@localhost")
                        .build());
    }
}
