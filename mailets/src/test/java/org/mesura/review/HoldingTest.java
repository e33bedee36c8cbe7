/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.external;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Escalation;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Permit;
import org.mesura.review.Decision.Accept;
import org.mesura.review.Decision.Advise;
import org.mesura.review.Decision.Defer;
import org.mesura.review.Decision.Hold;
import org.mesura.review.Decision.Refuse;
import org.mesura.submission.Sender;

/** What is kept for a person's decision, and what leaves slowly. */
class HoldingTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Limit ONE = messages(1, HOUR);
    private static final BulkRule HELD = rule(BulkAction.HOLD);
    private static final BulkRule PACED = rule(BulkAction.PACE);

    private final OneAccount ana = new OneAccount();

    private static BulkRule rule(BulkAction action) {
        return new BulkRule(10, 20, 100, 25, DAY, DAY, action, 50);
    }

    private Decision circular(String id, BulkRule rule, long first, int outsiders, Instant now) {
        return ana.decision(
                request(id)
                        .under(rule)
                        .deferring(Duration.ofHours(4))
                        .saying(42)
                        .to(0, first, outsiders),
                now);
    }

    /** Guarantee 2. */
    @Test
    void whatIsHeldShouldCostNothingAndBeNoAttempt() {
        var strict = new Escalation(125, Optional.of(125), HOUR);
        ana.decide(request("1", ONE).holding().under(strict), TEN);
        for (int message = 2; message < 20; message++) {
            Ruling ruling = ana.decide(request("m" + message, ONE).holding().under(strict), TEN);

            assertThat(ruling.events()).isEmpty();
            assertThat(ruling.decision())
                    .isInstanceOfSatisfying(
                            Hold.class, hold -> assertThat(hold.until()).isEqualTo(TEN.plus(Duration.ofDays(3))))
                    .extracting(Decision::why)
                    .isEqualTo(Optional.of(new Reason.OverLimit(ONE, 1, 1, TEN.plus(HOUR))));
        }
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(ana.state.charged().used(Measure.MESSAGES, HOUR, TEN))
                    .isEqualTo(1);
            softly.assertThat(ana.state.refused().used(Measure.MESSAGES, HOUR, TEN))
                    .isZero();
            softly.assertThat(ana.state.ledger().hasReservations()).isFalse();
            softly.assertThat(ana.state.standing()).isEqualTo(Standing.GOOD);
        });
        assertThat(ana.decision(request("later", ONE).holding(), TEN.plus(HOUR)))
                .isInstanceOf(Accept.class);
    }

    /** Guarantee 1. */
    @Test
    void heldSubmissionShouldKeepItsDecisionWhenItIsReviewedAgain() {
        ana.decide(request("1", ONE).holding(), TEN);
        Decision first = ana.decision(request("2", ONE).holding(), TEN);
        Decision again = ana.decision(request("2", ONE).holding(), TEN.plus(HOUR.multipliedBy(2)));

        assertThat(again).isInstanceOf(Hold.class).extracting(Decision::why).isEqualTo(first.why());
        assertThat(((Hold) again).until()).isEqualTo(((Hold) first).until());
    }

    @Test
    void whatNeverFitsShouldBeRefusedWhateverIsHeld() {
        assertThat(ana.decision(request("1", external(5, HOUR)).holding().to(0, 0, 6), TEN))
                .isInstanceOf(Refuse.class);
    }

    @Test
    void heldSubmissionShouldPassUnderObserveAndBeCountedAsPassed() {
        ana.decide(request("1", ONE).holding().observed(), TEN);

        assertThat(ana.decision(request("2", ONE).holding().observed(), TEN)).isInstanceOf(Hold.class);
        assertThat(ana.state.passed().used(Measure.MESSAGES, HOUR, TEN)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}: a message to 19, then one to {1} more is {2}")
    @CsvSource({
        "HOLD, 1, advise",
        "HOLD, 2, hold",
        "HOLD, 81, hold",
        "HOLD, 82, refuse",
        "PACE, 2, defer",
        "PACE, 82, refuse",
        "REFUSE, 2, refuse"
    })
    void campaignShouldBeStoppedAsTheRuleSays(BulkAction action, int more, String verdict) {
        circular("1", rule(action), 0, 19, TEN);

        assertThat(circular("2", rule(action), 1_000, more, TEN).verdict()).isEqualTo(verdict);
    }

    /** Guarantee 2. */
    @Test
    void heldMessageShouldEnterNoCampaign() {
        circular("1", HELD, 0, 15, TEN);
        circular("2", HELD, 100, 50, TEN);

        assertThat(circular("3", HELD, 200, 5, TEN)).isInstanceOf(Advise.class);
    }

    /** 50 an hour are 72 s each: 10 outsiders take 12 min. */
    @Test
    void campaignShouldLeaveAtItsPace() {
        circular("1", PACED, 0, 20, TEN);
        Instant third = TEN.plusSeconds(180);

        assertThat(circular("2", PACED, 100, 10, TEN)).isInstanceOfSatisfying(Defer.class, turn -> {
            assertThat(turn.at()).isEqualTo(TEN.plusSeconds(720));
            assertThat(turn.reason()).isInstanceOf(Reason.Bulk.class);
        });
        assertThat(circular("3", PACED, 200, 10, third))
                .isInstanceOfSatisfying(
                        Defer.class, turn -> assertThat(turn.at()).isEqualTo(TEN.plusSeconds(1_440)));
        assertThat(circular("4", PACED, 300, 1, TEN.plus(HOUR)))
                .as("after those before it have left")
                .isInstanceOfSatisfying(Defer.class, turn -> assertThat(turn.at())
                        .isEqualTo(TEN.plus(HOUR).plusSeconds(72)));
        assertThat(ana.state.charged().used(Measure.EXTERNAL_RECIPIENTS, DAY, TEN.plus(HOUR)))
                .isEqualTo(40);
    }

    @Test
    void paceShouldBeRoundedSoThatItIsNeverExceeded() {
        var rule = new BulkRule(1, 1, 100, 25, DAY, DAY, BulkAction.PACE, 7);
        circular("1", rule, 0, 1, TEN);

        // an hour by 7 is 514,285.7 ms
        assertThat(circular("2", rule, 100, 1, TEN)).isInstanceOfSatisfying(Defer.class, turn -> assertThat(turn.at())
                .isEqualTo(TEN.plusMillis(514_286)));
    }

    @Test
    void whatWouldLeaveAtItsPaceAfterTheLongestDelayShouldBeHeld() {
        var rule = new BulkRule(10, 20, 500, 25, DAY, DAY, BulkAction.PACE, 25);
        circular("1", rule, 0, 20, TEN);

        assertThat(circular("2", rule, 100, 100, TEN)).as("4 h").isInstanceOf(Defer.class);
        assertThat(circular("3", rule, 1_000, 1, TEN)).isInstanceOf(Hold.class);
        assertThat(ana.state.ledger().turns()).isEqualTo(1);
    }

    @Test
    void bulkRuleShouldSleepWhileAPermitHolds() {
        var fair =
                new Permit("feria", new Sender("ana@alcaldia.example"), TEN, TEN.plus(DAY), 300, 200, "a fair", "olga");
        circular("1", HELD, 0, 20, TEN);

        assertThat(ana.decision(
                        request("2").under(HELD).saying(42).to(0, 100, 60).permitted(fair), TEN))
                .isInstanceOf(Accept.class);
    }
}
