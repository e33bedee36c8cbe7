/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.MINUTE;
import static org.mesura.review.Requests.external;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.recipients;
import static org.mesura.review.Requests.request;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.bulk.Evidence;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Decision.Accept;
import org.mesura.review.Decision.Advise;
import org.mesura.review.Decision.Refuse;
import org.mesura.usage.CapRecord;
import org.mesura.usage.LimitUsage;

class ReviewTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final BulkRule RULE = new BulkRule(3, 5, 8, 4, DAY, DAY, BulkAction.REFUSE, 50);

    private AccountState state = AccountState.NEW;

    private Decision decide(Requests request, Instant now) {
        Changed<Ruling> changed = Review.decide(state, cap -> CapRecord.EMPTY, request.build(), now);
        state = changed.state();
        return changed.answer().decision();
    }

    private long charged(Measure measure, Instant now) {
        return state.charged().used(measure, DAY, now);
    }

    @ParameterizedTest(name = "used {0}, asked {1}, limit {2} -> {3}")
    @CsvSource({
        "0, 1, 1, accept",
        "0, 5, 5, accept",
        "3, 2, 5, accept",
        "4, 1, 5, accept",
        "5, 1, 5, refuse",
        "4, 2, 5, refuse",
        "0, 6, 5, refuse",
    })
    void verdictShouldFollowWhatIsUsedAndAsked(int used, int asked, int limit, String verdict) {
        if (used > 0) {
            decide(request("before", recipients(limit, HOUR)).to(used, 0, 0), TEN);
        }

        assertThat(decide(request("now", recipients(limit, HOUR)).to(asked, 0, 0), TEN)
                        .verdict())
                .isEqualTo(verdict);
    }

    /** Guarantee 1. */
    @Test
    void submissionShouldBeChargedOnceWhenItIsReviewedAgain() {
        var first = decide(request("1", messages(1, HOUR)), TEN);
        var again = decide(request("1", messages(1, HOUR)), TEN.plusSeconds(5));

        assertThat(first).isInstanceOf(Accept.class);
        assertThat(again).isEqualTo(first);
        assertThat(charged(Measure.MESSAGES, TEN.plusSeconds(5))).isEqualTo(1);
    }

    /** Guarantee 1. */
    @Test
    void refusalShouldStandWhenTheSubmissionIsReviewedAgainAfterTheLimitIsFree() {
        decide(request("1", messages(1, MINUTE)), TEN);
        var refused = decide(request("2", messages(1, MINUTE)), TEN);

        var again = decide(request("2", messages(1, MINUTE)), TEN.plus(HOUR));

        assertThat(refused).isInstanceOf(Refuse.class);
        assertThat(again.why()).isEqualTo(refused.why());
        assertThat(charged(Measure.MESSAGES, TEN.plus(HOUR))).isEqualTo(1);
    }

    /** Guarantee 2. */
    @Test
    void nothingShouldBeChargedToAnyLimitWhenOneIsExceeded() {
        var limits = new Limit[] {messages(10, MINUTE), recipients(10, HOUR), external(2, DAY)};
        decide(request("1", limits).to(0, 1, 2), TEN);

        var decision = decide(request("2", limits).to(3, 10, 1), TEN);

        assertThat(decision).isInstanceOf(Refuse.class);
        assertThat(decision.usage()).extracting(LimitUsage::used).containsExactly(1L, 2L, 2L);
        assertThat(charged(Measure.RECIPIENTS, TEN)).isEqualTo(2);
        assertThat(state.refused().used(Measure.MESSAGES, DAY, TEN)).isEqualTo(1);
    }

    @Test
    void twoWindowsShouldBothHold() {
        var limits = new Limit[] {messages(2, MINUTE), messages(3, HOUR)};
        decide(request("1", limits), TEN);
        decide(request("2", limits), TEN);
        assertThat(decide(request("3", limits), TEN).why())
                .contains(new Reason.OverLimit(limits[0], 2, 1, TEN.plus(MINUTE)));
        decide(request("4", limits), TEN.plus(MINUTE));

        assertThat(decide(request("5", limits), TEN.plus(MINUTE)).why())
                .contains(new Reason.OverLimit(limits[1], 3, 1, TEN.plus(HOUR)));
    }

    /** Guarantee 4. */
    @Test
    void limitThatIsFreeLastShouldBeTheReason() {
        var limits = new Limit[] {messages(1, HOUR), recipients(1, MINUTE), external(1, DAY)};
        decide(request("1", limits).to(0, 1, 1), TEN);

        assertThat(decide(request("2", limits).to(0, 2, 1), TEN).why())
                .contains(new Reason.OverLimit(limits[2], 1, 1, TEN.plus(DAY)));
    }

    /** Guarantee 4. */
    @Test
    void submissionShouldFitAtItsFreeAtAndNotBefore() {
        var limits = new Limit[] {messages(2, MINUTE), recipients(7, HOUR)};
        decide(request("1", limits).to(3, 0, 0), TEN);
        decide(request("2", limits).to(3, 0, 0), TEN.plusSeconds(20));
        var freeAt = ((Reason.OverLimit) decide(request("3", limits).to(4, 0, 0), TEN.plusSeconds(30))
                        .why()
                        .orElseThrow())
                .freeAt();

        assertThat(freeAt).isEqualTo(TEN.plus(HOUR));
        assertThat(decide(request("4", limits).to(4, 0, 0), freeAt.minusMillis(1)))
                .isInstanceOf(Refuse.class);
        assertThat(decide(request("5", limits).to(4, 0, 0), freeAt)).isInstanceOf(Accept.class);
    }

    /** Guarantee 5. */
    @Test
    void whatNeverFitsShouldBeToldApart() {
        assertThat(decide(request("1", recipients(5, HOUR)).to(6, 0, 0), TEN).why())
                .contains(new Reason.NeverFits(recipients(5, HOUR), 6));
        assertThat(decide(request("2", recipients(500, HOUR)).to(101, 0, 0), TEN)
                        .why())
                .contains(new Reason.TooManyRecipients(100, 101));
    }

    /** Guarantee 10. */
    @Test
    void messageToColleaguesOnlyShouldPassAFullExternalLimit() {
        decide(request("1", external(1, HOUR)).to(0, 1, 1), TEN);

        assertThat(decide(request("2", external(1, HOUR)).to(5, 0, 0), TEN)).isInstanceOf(Accept.class);
    }

    /** Guarantee 10. */
    @Test
    void messageToTheHelpDeskShouldAlwaysPassAndStillCount() {
        decide(request("1", messages(1, HOUR)), TEN);

        assertThat(decide(request("2", messages(1, HOUR)).toHelpDesk(), TEN)).isInstanceOf(Accept.class);
        assertThat(charged(Measure.MESSAGES, TEN)).isEqualTo(2);
    }

    @Test
    void exemptAccountShouldPassAndStillCount() {
        decide(request("1", messages(1, HOUR)).exempted(), TEN);

        assertThat(decide(request("2", messages(1, HOUR)).exempted(), TEN)).isInstanceOf(Accept.class);
        assertThat(charged(Measure.MESSAGES, TEN)).isEqualTo(2);
    }

    @Test
    void observedAccountShouldKeepTheLedgerAsEnforceWouldAndCountApartWhatReallyWent() {
        decide(request("1", messages(1, HOUR)).observed(), TEN);

        assertThat(decide(request("2", messages(1, HOUR)).observed(), TEN)).isInstanceOf(Refuse.class);
        assertThat(charged(Measure.MESSAGES, TEN)).isEqualTo(1);
        assertThat(state.passed().used(Measure.MESSAGES, DAY, TEN)).isEqualTo(1);
    }

    @ParameterizedTest(name = "the same text to {0} outsiders, one by one: the last one is {1} at {2}")
    @CsvSource({"2, accept, 0", "3, advise, 3", "5, advise, 3", "6, refuse, 5"})
    void campaignShouldBeAdvisedThenStopped(int outsiders, String verdict, long threshold) {
        for (int outsider = 1; outsider < outsiders; outsider++) {
            decide(request("m" + outsider).saying(42).under(RULE).to(0, outsider, 1), TEN.plusSeconds(outsider));
        }
        var last = decide(request("last").saying(42).under(RULE).to(0, outsiders, 1), TEN.plusSeconds(60));

        assertThat(last.verdict()).isEqualTo(verdict);
        last.why().ifPresent(why -> assertThat(why)
                .isEqualTo(new Reason.Bulk(new Evidence(TEN.plusSeconds(1), outsiders, outsiders), threshold)));
    }

    @Test
    void campaignOverTheRefusalThresholdShouldSaySo() {
        assertThat(decide(request("1").saying(42).under(RULE).to(0, 1, 9), TEN).why())
                .contains(new Reason.Bulk(new Evidence(TEN, 1, 9), 8));
    }

    /** Guarantee 2. */
    @Test
    void refusedMessageShouldEnterNoCampaign() {
        decide(request("1").saying(42).under(RULE).to(0, 1, 4), TEN);
        decide(request("2").saying(42).under(RULE).to(0, 10, 4), TEN);

        assertThat(decide(request("3").saying(42).under(RULE).to(0, 20, 1), TEN).verdict())
                .isEqualTo("advise");
    }

    @Test
    void sameTextToTheSamePeopleOrToColleaguesShouldBeNoCampaign() {
        for (int message = 0; message < 20; message++) {
            assertThat(decide(request("a" + message).saying(42).under(RULE).to(0, 1, 2), TEN))
                    .isInstanceOf(Accept.class);
            assertThat(decide(request("b" + message).saying(42).under(RULE).to(50, 0, 0), TEN))
                    .isInstanceOf(Accept.class);
        }
    }

    @Test
    void manyVisibleAddressesShouldBeAdvisedAndDelivered() {
        assertThat(decide(request("1").under(RULE).to(0, 1, 4).showing(4), TEN))
                .isInstanceOfSatisfying(Advise.class, advise -> assertThat(advise.reason())
                        .isEqualTo(new Reason.VisibleRecipients(4, 4)));
    }

    @Test
    void bulkShouldBeTheReasonRatherThanALimit() {
        assertThat(decide(request("1", external(1, HOUR)).saying(42).under(RULE).to(0, 1, 1), TEN))
                .isInstanceOf(Accept.class);
        var rule = new BulkRule(1, 1, 1, 4, DAY, DAY, BulkAction.REFUSE, 50);

        assertThat(decide(request("2", external(1, HOUR)).saying(42).under(rule).to(0, 2, 1), TEN)
                        .why()
                        .map(Reason::id))
                .contains("bulk");
    }

    @Test
    void fewVisibleAddressesShouldNotBeAdvised() {
        assertThat(decide(request("1").under(RULE).to(0, 1, 3).showing(3), TEN)).isInstanceOf(Accept.class);
    }

    @Test
    void rulingShouldTellWhereTheTextBelongsWhateverBecomesOfTheMessage() {
        var first = Review.decide(
                state,
                cap -> CapRecord.EMPTY,
                request("1").saying(42).under(RULE).to(0, 1, 2).build(),
                TEN);
        var refused = Review.decide(
                first.state(),
                cap -> CapRecord.EMPTY,
                request("2").saying(42).under(RULE).to(0, 9, 9).build(),
                TEN);
        var without = Review.decide(
                state,
                cap -> CapRecord.EMPTY,
                request("3").under(RULE).to(0, 1, 2).build(),
                TEN);

        assertThat(first.answer().seen()).isPresent();
        assertThat(first.answer().sent()).isPresent();
        assertThat(refused.answer().sent()).as("it enters no campaign").isEmpty();
        assertThat(refused.answer().decision()).isInstanceOf(Refuse.class);
        assertThat(refused.answer().seen()).isPresent();
        assertThat(without.answer().seen()).isEmpty();
    }

    @Test
    void whoAsksShouldBeToldWhatAReviewWouldSayAndTakeNoRowFromIt() {
        decide(request("1", messages(2, HOUR)), TEN);
        var before = state.charged();
        var request = request("2", messages(2, HOUR)).deferring(DAY);
        Ruling asked = Review.ask(state, cap -> CapRecord.EMPTY, request.build(), TEN);

        assertThat(asked.decision()).isEqualTo(decide(request, TEN));
        assertThat(state.charged().grewFrom(before)).isTrue();

        var late = request("3", messages(2, HOUR)).deferring(DAY);
        assertThat(Review.ask(state, cap -> CapRecord.EMPTY, late.build(), TEN).decision())
                .isInstanceOf(Decision.Defer.class)
                .isEqualTo(decide(late, TEN));
    }
}
