/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.MINUTE;
import static org.mesura.review.Requests.external;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Cap;
import org.mesura.policy.Escalation;
import org.mesura.policy.Measure;
import org.mesura.policy.Permit;
import org.mesura.review.Decision.Accept;
import org.mesura.review.Decision.Defer;
import org.mesura.review.Decision.Refuse;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

/** Cases that were once decided wrongly: deferrals, permits, caps, escalation and refunds where they meet. */
class FoundTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

    private final OneAccount ana = new OneAccount();

    private static Permit permit(long externalRecipients) {
        return new Permit(
                "feria",
                new Sender("ana@alcaldia.example"),
                TEN,
                TEN.plus(DAY),
                externalRecipients,
                200,
                "the book fair",
                "admin@alcaldia.example");
    }

    @Test
    void deferredMailShouldEnterItsCampaign() {
        BulkRule rule = new BulkRule(50, 150, 500, 25, DAY, DAY, BulkAction.REFUSE, 50);
        Decision last = new Accept(ImmutableList.of(), Optional.empty());
        for (int message = 0; message < 10; message++) {
            last = ana.decision(
                    request("m" + message, external(50, MINUTE))
                            .saying(42)
                            .under(rule)
                            .to(0, message * 100L, 40)
                            .deferring(Duration.ofHours(4)),
                    TEN);
        }

        assertThat(last.why()).containsInstanceOf(Reason.Bulk.class);
    }

    /** Guarantee 1. */
    @Test
    void whatWentOnAPermitShouldBeChargedOnceHoweverManyDecisionsCameSince() {
        var first = request("first", external(5, HOUR)).to(0, 0, 6).permitted(permit(100_000));
        ana.decide(first, TEN);
        for (int message = 0; message < 1_200; message++) {
            ana.decide(
                    request("m" + message, external(5, HOUR))
                            .to(0, message * 10L, 6)
                            .permitted(permit(100_000)),
                    TEN);
        }
        long used = ana.state.permits().usedOf("feria");

        assertThat(ana.decision(first, TEN)).isInstanceOf(Accept.class);
        assertThat(ana.state.permits().usedOf("feria")).isEqualTo(used);
    }

    /** Guarantee 1. */
    @Test
    void whatWentOnAPermitShouldBeKnownWhenItsRowIsGone() {
        var first = request("first", external(5, HOUR)).to(0, 0, 6).permitted(permit(100));
        ana.decide(first, TEN);
        for (int day = 1; day <= 3; day++) {
            ana.decide(request("day " + day), TEN.plus(DAY.multipliedBy(day)));
        }

        assertThat(ana.decision(first, TEN.plus(DAY.multipliedBy(3)))).isInstanceOf(Accept.class);
        assertThat(ana.state.permits().usedOf("feria")).isEqualTo(6);
    }

    /** Guarantee 1. */
    @Test
    void deferralShouldBeRememberedUntilItsTurnHoweverManyDecisionsCameSince() {
        ana.decide(request("sent", messages(1, HOUR)).deferring(HOUR), TEN);
        var waiting = request("waiting", messages(1, HOUR)).deferring(HOUR);
        ana.decide(waiting, TEN);
        for (int message = 0; message < 1_200; message++) {
            ana.decide(request("m" + message, messages(1, HOUR)).deferring(HOUR), TEN);
        }

        assertThat(ana.decision(waiting, TEN.plusSeconds(1))).isInstanceOf(Defer.class);
    }

    @Test
    void turnsOnAPermitShouldCountTowardsTheTenthOfACap() {
        Cap cap = Cap.ofInstitution(1_000, DAY);
        ana.decide(request("full").to(0, 0, 100).capped(Cap.ofInstitution(100, DAY)), TEN);
        for (int message = 0; message < 9; message++) {
            ana.decide(request("f" + message).to(0, 1_000 + message * 100L, 100).capped(cap), TEN);
        }
        long before = ana.used(cap, TEN);
        for (int message = 0; message < 10; message++) {
            ana.decide(
                    request("m" + message, messages(1, DAY))
                            .to(0, 5_000 + message * 100L, 50)
                            .capped(cap)
                            .permitted(permit(100_000))
                            .deferring(Duration.ofDays(2)),
                    TEN);
        }

        assertThat(ana.used(cap, TEN) - before).isEqualTo(100);
    }

    @Test
    void administratorShouldBeToldOfACapThatAnExemptAccountFills() {
        Cap cap = Cap.ofInstitution(100, DAY);

        assertThat(ana.decide(request("1").to(0, 0, 90).capped(cap).exempted(), TEN)
                        .events())
                .containsExactly(new Event.CapNearlyUsed(cap, 90));
    }

    @Test
    void suspendedAccountShouldNotBeSuspendedOnceMoreForWritingToColleagues() {
        Escalation strict = new Escalation(125, Optional.of(150), HOUR);
        for (int message = 0; message < 40; message++) {
            ana.decide(request("m" + message, messages(4, HOUR)).under(strict), TEN.plusSeconds(message));
        }

        assertThat(ana.state
                        .standing()
                        .suspensionAt(TEN.plus(MINUTE))
                        .orElseThrow()
                        .until())
                .isPresent();
    }

    @Test
    void attemptThatIsSentInTheEndShouldNotCountTwice() {
        Escalation rule = new Escalation(125, Optional.empty(), HOUR);
        var limit = messages(10, HOUR);
        for (int message = 0; message < 10; message++) {
            ana.decide(request("m" + message, limit).under(rule), TEN);
        }
        var refused = request("refused", limit).under(rule);
        ana.decide(refused, TEN);
        ana.decide(request("once more", limit).under(rule).attemptOf(refused), TEN.plus(HOUR));

        assertThat(ana.state.aside().attempts().sent()).isEmpty();
    }

    @Test
    void messageToColleaguesShouldNotWaitForACap() {
        Cap cap = Cap.ofInstitution(100, DAY);
        ana.decide(request("full", messages(10, HOUR)).to(0, 0, 100).capped(cap), TEN);
        assertThat(ana.decision(
                        request("waits", messages(10, HOUR))
                                .to(0, 500, 5)
                                .capped(cap)
                                .deferring(Duration.ofDays(2)),
                        TEN))
                .isInstanceOf(Defer.class);

        assertThat(ana.decision(
                        request("colleagues", messages(10, HOUR))
                                .to(6, 0, 0)
                                .capped(cap)
                                .deferring(Duration.ofDays(2)),
                        TEN))
                .isInstanceOf(Accept.class);
    }

    @Test
    void policyWithoutLimitsShouldBeDecidedLikeAnother() {
        Cap cap = Cap.ofInstitution(100, DAY);
        ana.decide(request("full").to(0, 0, 100).capped(cap), TEN);
        var waits = request("waits").to(0, 500, 5).capped(cap).deferring(Duration.ofDays(2));

        assertThat(ana.decision(waits, TEN)).isInstanceOf(Defer.class);
        assertThat(ana.decision(request("six").to(0, 600, 5).capped(cap).deferring(Duration.ofDays(2)), TEN)
                        .why())
                .containsInstanceOf(Reason.OverCap.class);
        assertThat(ana.decision(request("inside").to(20, 0, 0).capped(cap).deferring(Duration.ofDays(2)), TEN))
                .isInstanceOf(Accept.class);
    }

    @Test
    void turnThatAClockFarAheadReservedShouldNotBlockTheAccount() {
        Cap cap = Cap.ofInstitution(100, DAY);
        Instant ahead = TEN.plus(DAY.multipliedBy(365));
        ana.decide(request("1", messages(10, HOUR)).to(0, 500, 5).capped(cap).deferring(Duration.ofDays(2)), ahead);
        AccountState state = ana.state.at(TEN, DAY);

        assertThat(state.ledger().hasReservations()).isFalse();
    }

    @Test
    void accountWhoseLastActWasADeferralShouldBeForgottenInTheEnd() {
        ana.decide(request("sent", messages(1, HOUR)).deferring(HOUR), TEN);
        ana.decide(request("waits", messages(1, HOUR)).deferring(HOUR), TEN);

        assertThat(ana.state.isIdle(DAY, TEN.plus(HOUR))).isFalse();
        assertThat(ana.state.isIdle(DAY, TEN.plus(Duration.ofDays(40)))).isTrue();
    }

    @Test
    @Tag("slow")
    void refundOfOneOfManyMergedSendsShouldTakeNothingFromTheOthers() {
        for (int message = 0; message < 3_000; message++) {
            ana.decide(request("m" + message), TEN.plusMillis(message * 10L));
        }
        Instant later = TEN.plusSeconds(30);
        var terms = request("any").terms();
        long charged = ana.state.charged().used(Measure.MESSAGES, DAY, later);
        long given = 0;
        for (int message = 0; message < 3_000; message++) {
            boolean refunded = ana.change(Accounts.refund(new SubmissionId("m" + message), terms, later), later);
            given += refunded ? 1 : 0;
        }

        assertThat(charged).isEqualTo(3_000);
        assertThat(ana.state.charged().used(Measure.MESSAGES, DAY, later)).isEqualTo(3_000 - given);
        assertThat(ana.decision(request("m0"), later)).isNotInstanceOf(Refuse.class);
    }
}
