/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.external;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.bulk.Evidence;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Measure;

/** Answers to outsiders who wrote first, and the bulk rule. */
class AnswersTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final BulkRule RULE = new BulkRule(3, 5, 8, 4, DAY, DAY, BulkAction.REFUSE, 50);

    private final OneAccount ana = new OneAccount();

    @Test
    void sameAnswerToEverybodyWhoWroteShouldBeNoCampaign() {
        hear(1, 60);

        for (int citizen = 1; citizen <= 60; citizen++) {
            assertThat(send("answer", citizen, 1)).isEqualTo("accept");
        }
        assertThat(ana.state.campaigns().reaching(1, DAY, TEN)).isEmpty();
        assertThat(ana.state.correspondents().size()).isZero();
    }

    @Test
    void sameTextToThemOnceMoreShouldBeACampaign() {
        hear(1, 60);
        send("answer", 1, 60);

        assertThat(send("blast", 1, 2)).isEqualTo("accept");
        assertThat(send("blast", 3, 1)).isEqualTo("advise");
        assertThat(send("blast", 4, 2)).isEqualTo("advise");
        assertThat(send("blast", 6, 1)).isEqualTo("refuse");
    }

    @Test
    void strangersShouldCountWhenTheMessageAnswersOthersToo() {
        hear(1, 4);

        assertThat(send("both", 1, 6)).isEqualTo("accept");
        assertThat(ana.state.campaigns().reaching(1, DAY, TEN))
                .extracting(Evidence::recipients)
                .containsExactly(2L);
        assertThat(send("one more", 7, 1)).isEqualTo("advise");
    }

    @Test
    void answersShouldCountAgainstLimits() {
        hear(1, 2);
        ana.decision(answering("1", 1, 2), TEN);

        assertThat(ana.state.charged().used(Measure.EXTERNAL_RECIPIENTS, DAY, TEN))
                .isEqualTo(2);
    }

    @Test
    void refusedMessageShouldAnswerNobody() {
        hear(1, 1);
        var full = external(1, HOUR);
        ana.decision(request("before", full).under(RULE).to(0, 9, 1), TEN);

        assertThat(ana.decision(request("1", full).saying(42).under(RULE).to(0, 1, 1), TEN)
                        .verdict())
                .isEqualTo("refuse");
        assertThat(ana.state.correspondents().size()).isEqualTo(1);
    }

    @Test
    void reservedMessageShouldAnswerWhenItIsReserved() {
        hear(1, 1);
        var full = external(10, HOUR);
        ana.decision(request("before", full).under(RULE).to(0, 10, 10), TEN);

        assertThat(ana.decision(
                                request("1", full)
                                        .saying(42)
                                        .under(RULE)
                                        .deferring(Duration.ofHours(4))
                                        .to(0, 1, 1),
                                TEN)
                        .verdict())
                .isEqualTo("defer");
        assertThat(ana.state.correspondents().size()).isZero();
        assertThat(ana.state.campaigns().reaching(1, DAY, TEN)).isEmpty();
    }

    /** Guarantee 1. */
    @Test
    void messageReviewedAgainShouldAnswerOnce() {
        hear(1, 1);
        hear(1, 1);
        ana.decision(answering("1", 1, 1), TEN);
        ana.decision(answering("1", 1, 1), TEN);

        assertThat(ana.state.correspondents().size()).isEqualTo(1);
    }

    @Test
    void messageThatEntersNoCampaignShouldAnswerAllTheSame() {
        hear(1, 2);
        ana.decision(request("without a text").under(RULE).to(0, 1, 1), TEN);
        ana.decision(request("always open").under(RULE).to(0, 2, 1).toHelpDesk(), TEN);

        assertThat(ana.state.correspondents().size()).isZero();
    }

    @Test
    void nobodyShouldBeAnsweredTooLate() {
        hear(1, 3);

        assertThat(ana.decision(answering("late", 1, 3), TEN.plus(DAY)).verdict())
                .isEqualTo("advise");
    }

    @Test
    void nobodyShouldBeExcusedWhenTheRuleExcusesNoAnswers() {
        hear(1, 3);

        assertThat(ana.decision(
                                request("1")
                                        .saying(42)
                                        .under(new BulkRule(3, 5, 8, 4, DAY, Duration.ZERO, BulkAction.REFUSE, 50))
                                        .to(0, 1, 3),
                                TEN)
                        .verdict())
                .isEqualTo("advise");
    }

    @Test
    void correspondentsShouldOutliveTheWindowsOfLimits() {
        hear(1, 1);

        assertThat(ana.state.isIdle(DAY, TEN.plus(DAY))).isFalse();
        assertThat(ana.state.isIdle(DAY, TEN.plus(Duration.ofDays(31)))).isTrue();
    }

    @Test
    void renamedAccountShouldKeepItsCorrespondents() {
        hear(1, 1);
        var other = new OneAccount();
        other.change(Accounts.heardFrom(2, 2, DAY, TEN), TEN);

        assertThat(ana.state
                        .joinedTo(other.state, TEN)
                        .correspondents()
                        .outsiders()
                        .asList())
                .containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void messageShouldBeNewsOnce() {
        assertThat(ana.change(Accounts.heardFrom(1, 1, DAY, TEN), TEN)).isTrue();
        var before = ana.state;

        assertThat(ana.change(Accounts.heardFrom(1, 1, DAY, TEN.plusSeconds(1)), TEN.plusSeconds(1)))
                .isFalse();
        assertThat(ana.state).isSameAs(before);
    }

    /** Whatever comes in which order, no more recipients go uncounted than messages came in. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("slow")
    void excusesShouldNeverBeMoreThanWhatCameIn(long seed) {
        var random = new Random(seed);
        var strict = new BulkRule(1, 1_000, 1_000, 4, DAY, DAY, BulkAction.REFUSE, 50);
        int heard = 0;
        int excused = 0;
        for (int step = 0; step < 2_000; step++) {
            var now = TEN.plusSeconds(step);
            if (random.nextInt(3) == 0) {
                ana.change(Accounts.heardFrom(random.nextInt(50), step, DAY, now), now);
                heard++;
            } else {
                // a text of its own, of which the advice tells how many recipients counted
                var decision = ana.decision(
                        request("m" + step).saying(step).under(strict).to(0, random.nextInt(50), 3), now);
                excused += 3 - decision.why().map(AnswersTest::counted).orElse(0);
            }
            assertThat(excused)
                    .as("excused of %s that came in, at step %s of seed %s", heard, step, seed)
                    .isLessThanOrEqualTo(heard);
        }
        assertThat(excused).isPositive();
    }

    private static int counted(Reason reason) {
        return Math.toIntExact(((Reason.Bulk) reason).evidence().recipients());
    }

    private void hear(long first, int outsiders) {
        for (long outsider = first; outsider < first + outsiders; outsider++) {
            ana.change(Accounts.heardFrom(outsider, ana.state.correspondents().size(), DAY, TEN), TEN);
        }
    }

    private String send(String text, long first, int outsiders) {
        return ana.decision(answering(text + first, first, outsiders), TEN).verdict();
    }

    private static Requests answering(String id, long first, int outsiders) {
        return request(id).saying(42).under(RULE).to(0, first, outsiders);
    }
}
