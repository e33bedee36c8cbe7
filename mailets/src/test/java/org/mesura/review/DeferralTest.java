/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.MINUTE;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.recipients;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Decision.Accept;
import org.mesura.review.Decision.Defer;
import org.mesura.review.Decision.Refuse;
import org.mesura.submission.SubmissionId;

class DeferralTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Limit SIXTY = messages(60, MINUTE);

    private final OneAccount ana = new OneAccount();

    private Decision send(String id, Instant now) {
        return ana.decision(request(id, SIXTY).to(1, 0, 0).deferring(Duration.ofHours(4)), now);
    }

    private Decision circular(String id, int colleagues, Instant now) {
        return ana.decision(request(id, SIXTY).to(colleagues, 0, 0).deferring(Duration.ofHours(4)), now);
    }

    /** Guarantees 3 and 4: 300 at once, 60 a minute, a tenth kept. */
    @Test
    void circularsShouldLeaveInTheOrderSentAndNeverMoreThanTheLimit() {
        Instant last = TEN;
        for (int message = 0; message < 300; message++) {
            Instant now = TEN.plusMillis(message);
            Decision decision = send("m" + message, now);
            Instant leaves = decision instanceof Defer turn ? turn.at() : now;
            assertThat(leaves).as("message %s", message).isAfterOrEqualTo(last);
            last = leaves;
        }
        // 60 at once, then 54 in each minute: the last of 240 is in the fifth
        assertThat(last).isBetween(TEN.plus(MINUTE.multipliedBy(5)).minusMillis(1), TEN.plusMillis(300_300));
        for (int second = 0; second < 400; second++) {
            Instant now = TEN.plusSeconds(second);
            AccountState then = ana.state.at(now, Requests.DAY);
            assertThat(then.charged().used(Measure.MESSAGES, MINUTE, now)).isLessThanOrEqualTo(60);
        }
    }

    /** Guarantee 4. */
    @Test
    void ordinaryMailShouldGoAtOnceWhileCircularsWait() {
        for (int message = 0; message < 200; message++) {
            send("m" + message, TEN.plusMillis(message));
        }
        Instant quarterPast = TEN.plusSeconds(75);
        var turns = ana.state.ledger().reserved().sent();

        assertThat(circular("ordinary", 3, quarterPast)).isInstanceOf(Accept.class);
        assertThat(ana.state.ledger().reserved().sent()).isSubsetOf(turns);
        assertThat(circular("many", 6, quarterPast))
                .as("more recipients than ordinary mail has wait behind those that wait")
                .isInstanceOfSatisfying(Defer.class, turn -> assertThat(turn.at())
                        .isAfterOrEqualTo(turns.get(turns.size() - 1).at()));
    }

    /** Guarantee 1. */
    @Test
    void deferredSubmissionShouldKeepItsTurnWhenItIsReviewedAgain() {
        for (int message = 0; message < 61; message++) {
            send("m" + message, TEN);
        }
        Decision first = send("again", TEN);
        Decision before = send("again", TEN.plusSeconds(30));
        Decision after = send("again", TEN.plusSeconds(90));

        assertThat(first).isInstanceOf(Defer.class);
        assertThat(before.why()).isEqualTo(first.why());
        assertThat(((Defer) after).at()).isEqualTo(((Defer) first).at());
        assertThat(ana.state.charged().used(Measure.MESSAGES, HOUR, TEN.plusSeconds(90)))
                .isEqualTo(62);
    }

    @Test
    void whatWouldWaitTooLongShouldBeRefusedWithTheTruth() {
        Limit limit = messages(1, HOUR);
        ana.decision(request("1", limit).deferring(Duration.ofMinutes(59)), TEN);

        assertThat(ana.decision(request("2", limit).deferring(Duration.ofMinutes(59)), TEN))
                .isEqualTo(new Refuse(
                        new Reason.OverLimit(limit, 1, 1, TEN.plus(HOUR)),
                        ana.state.ledger().charged().usage(java.util.List.of(limit), TEN)));
        assertThat(ana.decision(request("3", limit).deferring(Duration.ofMinutes(60)), TEN))
                .isInstanceOfSatisfying(
                        Defer.class, turn -> assertThat(turn.at()).isEqualTo(TEN.plus(HOUR)));
    }

    /** Guarantee 5. */
    @Test
    void whatNeverFitsShouldNotBeToldToWait() {
        assertThat(ana.decision(request("1", recipients(5, HOUR)).to(6, 0, 0).deferring(HOUR), TEN)
                        .why())
                .contains(new Reason.NeverFits(recipients(5, HOUR), 6));
    }

    @Test
    void releasedTurnShouldBeDecidedAnew() {
        for (int message = 0; message < 61; message++) {
            send("m" + message, TEN);
        }
        var terms = request("m60", SIXTY).terms();

        assertThat(ana.change(Accounts.release(new SubmissionId("m60"), terms, TEN), TEN))
                .isTrue();
        assertThat(ana.change(Accounts.release(new SubmissionId("m60"), terms, TEN), TEN))
                .isFalse();
        assertThat(ana.change(Accounts.release(new SubmissionId("m3"), terms, TEN), TEN))
                .as("charged, not reserved")
                .isFalse();
        assertThat(ana.state.ledger().hasReservations()).isFalse();
        assertThat(send("m60", TEN.plusSeconds(61))).isInstanceOf(Accept.class);
    }

    @Test
    void refundedChargeShouldLeaveRoom() {
        for (int message = 0; message < 60; message++) {
            send("m" + message, TEN);
        }
        var terms = request("m7", SIXTY).terms();

        assertThat(ana.change(Accounts.refund(new SubmissionId("m7"), terms, TEN), TEN))
                .isTrue();
        assertThat(ana.change(Accounts.refund(new SubmissionId("m7"), terms, TEN), TEN))
                .isFalse();
        assertThat(send("next", TEN)).isInstanceOf(Accept.class);
        assertThat(send("after", TEN)).isInstanceOf(Defer.class);
    }

    /** Five wait for a cap; beside them fifteen more have room within the limit of twenty, sixteen have not. */
    @Test
    void largeMailShouldWaitBehindOthersOnlyWhereTheLimitHasNotRoomForBoth() {
        Limit twenty = recipients(20, HOUR);
        Cap full = Cap.ofInstitution(100, MINUTE);
        ana.decide(request("fills").to(0, 0, 100).capped(full), TEN);
        ana.state = AccountState.NEW;
        assertThat(ana.decision(
                        request("waits", twenty).to(0, 500, 5).capped(full).deferring(HOUR), TEN))
                .isInstanceOf(Defer.class);
        AccountState waits = ana.state;

        assertThat(ana.decision(request("fifteen", twenty).to(15, 0, 0).deferring(HOUR), TEN))
                .isInstanceOf(Accept.class);
        ana.state = waits;
        assertThat(ana.decision(request("sixteen", twenty).to(16, 0, 0).deferring(Requests.DAY), TEN))
                .isInstanceOf(Defer.class);
        ana.state = waits;
        assertThat(ana.decision(request("too late", twenty).to(16, 0, 0).deferring(HOUR), TEN))
                .as("its turn would come after an hour and a minute")
                .isInstanceOfSatisfying(Refuse.class, refuse -> assertThat(refuse.reason())
                        .isInstanceOfSatisfying(Reason.OverLimit.class, over -> assertThat(over.limit())
                                .isEqualTo(twenty)));
    }

    @Test
    void mailToFiveShouldBeOrdinary() {
        for (int message = 0; message < 200; message++) {
            send("m" + message, TEN.plusMillis(message));
        }

        assertThat(circular("five", 5, TEN.plusSeconds(75))).isInstanceOf(Accept.class);
    }
}
