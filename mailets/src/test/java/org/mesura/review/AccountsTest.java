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
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Permit;
import org.mesura.policy.Presets;
import org.mesura.policy.RemoteRefusals;
import org.mesura.review.Suspension.Cause;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.CapRecord;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

/** What is done to an account besides a review: what it answers, and what it gives back. */
class AccountsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Cap CAP = Cap.ofInstitution(1_000, DAY);
    private static final Limit FIVE = external(5, HOUR);
    private static final Permit FAIR =
            new Permit("feria", new Sender("ana@alcaldia.example"), TEN, TEN.plus(DAY), 300, 200, "a fair", "olga");

    private final OneAccount ana = new OneAccount();

    private static Requests letter(String id) {
        return request(id, FIVE).capped(CAP).deferring(Duration.ofHours(4));
    }

    private <T> Changed<T> apply(Change<T> change) {
        return change.apply(ana.state, cap -> CapRecord.EMPTY);
    }

    private Changed<Boolean> refund(String id) {
        return apply(Accounts.refund(new SubmissionId(id), letter(id).terms(), TEN));
    }

    @Test
    void refundShouldGiveTheCapsBackWhatTheMessageTookOfThem() {
        ana.decide(letter("out").to(1, 0, 3), TEN);
        ana.decide(letter("in").to(3, 0, 0), TEN);

        assertThat(refund("out").capCharges()).containsExactly(new CapCharge(CAP, TEN, -3));
        assertThat(refund("in").capCharges()).isEmpty();
        assertThat(refund("in").answer()).isTrue();
        assertThat(refund("other").capCharges()).isEmpty();
    }

    @Test
    void refundShouldGiveAPermitAndTheCapsBackWhatWentOnIt() {
        ana.decide(letter("1").to(0, 0, 9).permitted(FAIR), TEN);
        ana.decide(letter("2").to(0, 10, 20).permitted(FAIR), TEN);

        Changed<Boolean> refunded = refund("1");

        assertThat(refunded.capCharges()).containsExactly(new CapCharge(CAP, TEN, -9));
        assertThat(refunded.state().permits().usedOf("feria")).isEqualTo(20);
        assertThat(refunded.state().aside().recent().find(new SubmissionId("1").fingerprint()))
                .isEmpty();
    }

    @Test
    void whatASubmissionTookShouldBeGivenBackWhetherItWaitsOrWent() {
        ana.decide(letter("went").to(0, 0, 5), TEN);
        ana.decide(letter("waits").to(0, 10, 2), TEN);
        var terms = letter("any").terms();

        assertThat(ana.change(Accounts.giveBack(new SubmissionId("waits"), terms, TEN), TEN))
                .isTrue();
        assertThat(ana.used(CAP, TEN)).isEqualTo(5);
        assertThat(ana.state.ledger().hasReservations()).isFalse();
        assertThat(ana.change(Accounts.giveBack(new SubmissionId("went"), terms, TEN), TEN))
                .isTrue();
        assertThat(ana.used(CAP, TEN)).isZero();
        assertThat(ana.change(Accounts.giveBack(new SubmissionId("went"), terms, TEN), TEN))
                .isFalse();
    }

    @Test
    void suspensionAndItsLiftingShouldAnswerWhatHolds() {
        Suspension hour = new Suspension(TEN, Optional.of(TEN.plus(HOUR)), Cause.ADMINISTRATOR);

        assertThat(ana.change(Accounts.suspend(Optional.of(HOUR), TEN), TEN)).isEqualTo(hour);
        assertThat(apply(Accounts.lift(TEN.plus(MINUTE))).answer()).contains(hour);
        assertThat(apply(Accounts.lift(TEN.plus(HOUR))).answer())
                .as("it is over")
                .isEmpty();
        ana.change(Accounts.lift(TEN), TEN);
        assertThat(ana.state.standing().suspensionAt(TEN)).isEmpty();
    }

    @Test
    void liftingShouldBeginAttemptsAndUnknownRecipientsAnew() {
        ana.decide(request("1", messages(1, HOUR)), TEN);
        ana.decide(request("2", messages(1, HOUR)), TEN);
        unknown(0, 3, Presets.REMOTE_REFUSALS, TEN);
        assertThat(ana.state.aside().attempts().size()).isEqualTo(1);
        assertThat(ana.state.aside().unknown().size()).isEqualTo(3);

        ana.change(Accounts.lift(TEN), TEN);

        assertThat(ana.state.aside().attempts().size()).isZero();
        assertThat(ana.state.aside().unknown().size()).isZero();
    }

    @Test
    void beginningAnewShouldAnswerWhetherAnythingWasKnown() {
        assertThat(apply(Accounts.beginAnew(DAY, TEN)).answer()).isFalse();
        ana.decide(request("1", messages(1, HOUR)).observed(), TEN);
        ana.decide(request("2", messages(1, HOUR)).observed(), TEN);

        Changed<Boolean> anew = apply(Accounts.beginAnew(DAY, TEN));

        assertThat(anew.answer()).isTrue();
        assertThat(anew.state().passed().used(Measure.MESSAGES, DAY, TEN)).isZero();
        assertThat(anew.state().refused().used(Measure.MESSAGES, DAY, TEN)).isZero();
        assertThat(anew.state().charged().used(Measure.MESSAGES, DAY, TEN)).isZero();
        assertThat(anew.state().passed().knows(new SubmissionId("2").fingerprint()))
                .isTrue();
    }

    /** A copy in which a turn waits, taken in where it has come meanwhile. */
    @Test
    void turnThatCameShouldCountOnceWhenACopyFromBeforeItIsTakenIn() {
        ana.decide(letter("went").to(0, 0, 5), TEN);
        ana.decide(letter("waits").to(0, 10, 2), TEN);
        AccountState older = ana.state;
        Instant later = TEN.plus(HOUR);
        ana.decide(letter("more").to(1, 0, 0), later);
        assertThat(ana.state.ledger().hasReservations()).isFalse();

        assertThat(ana.change(Accounts.restore(older, later), later)).isTrue();

        assertThat(ana.state.ledger().hasReservations()).isFalse();
        assertThat(ana.state.charged().used(Measure.MESSAGES, DAY, later)).isEqualTo(3);
        AccountState newer = ana.state;
        ana.state = older;
        ana.change(Accounts.restore(newer, later), later);
        assertThat(ana.state.ledger().hasReservations()).isFalse();
        assertThat(ana.state.charged().used(Measure.MESSAGES, DAY, later)).isEqualTo(3);
    }

    @Test
    void grantAndTakingBackShouldAnswerWhetherTheyDidSomething() {
        assertThat(ana.change(Accounts.grant(FAIR), TEN)).isTrue();
        assertThat(apply(Accounts.revoke("other")).answer()).isFalse();
        assertThat(apply(Accounts.revoke("feria")).answer()).isTrue();
        assertThat(apply(Accounts.revoke("feria")).state().permits().granted()).isEmpty();
    }

    @Test
    void unknownRecipientsShouldCountForAsLongAsTheirRuleSays() {
        RemoteRefusals ofADay = new RemoteRefusals(3, 60, DAY, HOUR, 1);
        Instant later = TEN.plus(HOUR.multipliedBy(2));

        assertThat(unknown(0, 2, ofADay, TEN)).isEmpty();
        assertThat(unknown(2, 3, ofADay, later))
                .contains(new Suspension(later, Optional.of(later.plus(HOUR)), Cause.UNKNOWN_RECIPIENTS));
    }

    private Optional<Suspension> unknown(long from, long to, RemoteRefusals rules, Instant now) {
        ImmutableLongArray hashes =
                ImmutableLongArray.copyOf(LongStream.range(from, to).map(hash -> hash + 1_000));
        return ana.change(Accounts.unknownRecipients(hashes, rules, HOUR, now), now);
    }

    @Test
    void chargesOfACapThatCancelOutShouldNotBeMade() {
        CapTally tally = new CapTally(ImmutableList.of(CAP), cap -> CapRecord.EMPTY, TEN);
        tally.charge(TEN, 9);
        assertThat(tally.of(CAP).used(DAY, TEN)).isEqualTo(9);
        tally.charge(TEN.plus(HOUR), 4);
        tally.charge(TEN, -9);
        tally.charge(TEN, 0);

        assertThat(tally.of(CAP).used(DAY, TEN.plus(HOUR))).isEqualTo(4);
        assertThat(tally.charges()).containsExactly(new CapCharge(CAP, CapRecord.beginOfSlice(TEN.plus(HOUR), DAY), 4));
    }
}
