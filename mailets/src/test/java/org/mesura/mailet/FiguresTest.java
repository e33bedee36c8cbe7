/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.mesura.notice.Alert;
import org.mesura.review.Decision;
import org.mesura.review.Event;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;
import org.mesura.submission.Sender;

import com.google.common.base.CaseFormat;

/** The figures that monitoring reads. */
class FiguresTest {
    private final Edge edge = new Edge(Edge.SMALL);

    @Test
    void everyVerdictAndReasonShouldHaveACounter() {
        assertThat(names(Decision.class)).isEqualTo(ReviewFigures.VERDICTS);
        assertThat(names(Reason.class)).isEqualTo(ReviewFigures.REASONS);
    }

    private static Set<String> names(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .map(type -> CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_HYPHEN, type.getSimpleName()))
                .collect(Collectors.toSet());
    }

    @Test
    void reviewShouldBeCountedByVerdictAndReasonAndTimed() throws Exception {
        for (int number = 1; number <= 3; number++) {
            review("Mail-" + number, "x@outside.example");
        }

        assertThat(edge.metrics.countFor("mesura.reviews.accept")).isEqualTo(2);
        assertThat(edge.metrics.countFor("mesura.reviews.refuse")).isEqualTo(1);
        assertThat(edge.metrics.countFor("mesura.reasons.overLimit")).isEqualTo(1);
        assertThat(edge.metrics.executionTimesFor("mesura.review.time")).hasSize(3);
        assertThat(edge.metrics.executionTimesFor("mesura.fingerprint.time")).hasSize(3);
        assertThat(edge.gauges.read("mesura.accounts.active")).isEqualTo(1);
    }

    @Test
    void nothingShouldBeTimedAsFingerprintWhenNobodyOutsideGetsIt() throws Exception {
        review("Mail-1", "beto@localhost");

        assertThat(edge.metrics.executionTimesFor("mesura.review.time")).hasSize(1);
        assertThat(edge.metrics.executionTimesFor("mesura.fingerprint.time")).isEmpty();
    }

    @Test
    void noticeShouldBeCountedByKindAndOneThatSaysTheSameAsSuppressed() throws Exception {
        for (int number = 1; number <= 4; number++) {
            edge.guidance(edge.context).service(review("Mail-" + number, "x@outside.example"));
        }

        assertThat(edge.metrics.countFor("mesura.notices.refused")).isEqualTo(1);
        assertThat(edge.metrics.countFor("mesura.notices.suppressed")).isGreaterThanOrEqualTo(1);
        assertThat(edge.metrics.countFor("mesura.notices.digested")).isZero();
    }

    @Test
    void noticeShouldBeCountedAsDigestedWhenTheHourIsFull() throws Exception {
        Edge full = new Edge(Edge.SMALL + "<notices perHour='1'/>");
        for (String account : List.of("ana", "beto")) {
            full.announcements()
                    .lifted(new Sender(account + "@localhost"), "small", full.context, full.clock.instant());
        }

        assertThat(full.metrics.countFor("mesura.notices.lifted") + full.metrics.countFor("mesura.notices.digested"))
                .isEqualTo(2);
        assertThat(full.metrics.countFor("mesura.notices.digested")).isEqualTo(1);
    }

    @Test
    void suspensionShouldBeCountedByCauseUnlessItIsOnlyObserved() {
        Suspension suspension = new Suspension(Edge.NOON, Optional.empty(), Suspension.Cause.UNKNOWN_RECIPIENTS);
        for (boolean observed : new boolean[] {true, false}) {
            edge.announcements()
                    .announce(
                            new Alert.OfEvent(
                                    new Event.Suspended(suspension),
                                    new Sender("ana@localhost"),
                                    "small",
                                    observed,
                                    Edge.NOON),
                            edge.context);
        }

        assertThat(edge.metrics.countFor("mesura.suspensions.unknownRecipients"))
                .isEqualTo(1);
        assertThat(edge.metrics.countFor("mesura.letters"))
                .as("the administrator is told of both")
                .isEqualTo(2);
    }

    @Test
    void counterShouldNotAppearOnlyWithItsFirstCount() {
        assertThatThrownBy(() -> Counters.of(edge.metrics, "mesura.reviews", Set.of("accept"))
                        .count("acept"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acept")
                .hasMessageContaining("accept");
    }

    private Mail review(String name, String recipient) throws Exception {
        Mail mail = Edge.submitted(name, recipient).build();
        edge.review().service(mail);
        return mail;
    }
}
