/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.MINUTE;
import static org.mesura.review.Requests.external;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.recipients;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Permit;
import org.mesura.policy.Terms;
import org.mesura.review.Decision.Defer;
import org.mesura.review.Decision.Hold;
import org.mesura.review.Decision.Refuse;
import org.mesura.review.Departure.Leave;
import org.mesura.review.Departure.Replan;
import org.mesura.review.Departure.Stay;
import org.mesura.review.Departure.Wait;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;
import org.mesura.usage.Ledger;
import org.mesura.usage.Sent;

import com.google.common.collect.ImmutableList;

class DeparturesTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Limit ONE_A_MINUTE = messages(1, MINUTE);
    private static final Cap CAP = Cap.ofInstitution(100, DAY);
    private static final Permit FAIR = new Permit(
            "feria", new Sender("ana@alcaldia.example"), TEN, TEN.plus(DAY), 300, 200, "a fair", "olga@a.example");

    private final OneAccount ana = new OneAccount();
    private final List<Waiting> waiting = new ArrayList<>();

    /** One to an outsider, which goes at once or waits. */
    private static Requests letter(String id, Limit... limits) {
        return request(id, limits)
                .to(0, id.hashCode(), 1)
                .deferring(Duration.ofHours(4))
                .capped(CAP);
    }

    private Waiting send(Requests request, Instant now) {
        Decision decision = ana.decision(request, now);
        Instant turn = decision instanceof Defer defer ? defer.at() : now;
        Waiting mail = new Waiting(request.submission().id(), Charge.of(request.submission()), decision.permit(), turn);
        if (!decision.verdict().equals("accept")) {
            waiting.add(mail);
        }
        return mail;
    }

    private Departure depart(Waiting mail, Instant now) {
        return depart(mail, letter("any", ONE_A_MINUTE).terms(), now);
    }

    private Departure depart(Waiting mail, Terms terms, Instant now) {
        return ana.change(Departures.depart(mail, terms, now), now);
    }

    private List<Departure> plan(Instant now) {
        return plan(letter("any", ONE_A_MINUTE).terms(), now);
    }

    private List<Departure> plan(Terms terms, Instant now) {
        var planned = ana.change(Departures.plan(ImmutableList.copyOf(waiting), terms, now), now);
        return waiting.stream().map(mail -> planned.get(mail.id())).toList();
    }

    /** One went at ten, and so many wait for the minutes after it. */
    private void waitFor(int minutes) {
        for (int minute = 0; minute <= minutes; minute++) {
            send(letter("m" + minute, ONE_A_MINUTE), TEN);
        }
    }

    private long charged(Instant now) {
        return ana.state.at(now, DAY).charged().used(Measure.MESSAGES, DAY, now);
    }

    @Test
    void mailShouldLeaveAtItsTurnAndBeChargedOnce() {
        waitFor(1);

        assertThat(depart(waiting.get(0), TEN.plus(MINUTE))).isEqualTo(new Leave());
        assertThat(charged(TEN.plus(MINUTE))).isEqualTo(2);
        assertThat(ana.used(CAP, TEN.plus(MINUTE))).isEqualTo(2);
    }

    @Test
    void mailShouldLeaveUntilTwoSecondsAfterItsTurnAndBePlannedAnewThen() {
        waitFor(1);

        assertThat(depart(waiting.get(0), TEN.plusSeconds(62))).isEqualTo(new Leave());
        AccountState before = ana.state;
        assertThat(depart(waiting.get(0), TEN.plusSeconds(62).plusMillis(1))).isEqualTo(new Replan());
        assertThat(ana.state).isSameAs(before);
    }

    @Test
    void mailThatTheLedgerDoesNotKnowShouldBePlannedAnew() {
        waitFor(1);
        ana.state = AccountState.NEW;

        assertThat(depart(waiting.get(0), TEN.plus(MINUTE))).isEqualTo(new Replan());
        assertThat(ana.state).isSameAs(AccountState.NEW);
    }

    @Test
    void mailShouldWaitForTheTurnThatAClockGoneBackHasMoved() {
        waitFor(2);
        Instant back = TEN.minus(HOUR);

        assertThat(depart(waiting.get(0), back)).isEqualTo(new Wait(back.plus(MINUTE)));
        assertThat(plan(back))
                .containsExactly(new Wait(back.plus(MINUTE)), new Wait(back.plus(MINUTE.multipliedBy(2))));
    }

    /** Guarantee 10: a suspension keeps nobody from writing to colleagues. */
    @Test
    void mailToOutsidersShouldStayAndGiveBackWhatItTookWhileItsAccountIsSuspended() {
        send(letter("first", ONE_A_MINUTE), TEN);
        send(letter("out", ONE_A_MINUTE), TEN);
        send(letter("in", ONE_A_MINUTE).to(1, 0, 0), TEN);
        Suspension suspension = ana.change(Accounts.suspend(Optional.empty(), TEN), TEN);
        Instant turn = TEN.plus(MINUTE);

        assertThat(depart(waiting.get(0), turn)).isEqualTo(new Stay(suspension));
        assertThat(ana.used(CAP, turn)).isEqualTo(1);
        assertThat(charged(turn)).isEqualTo(1);
        assertThat(depart(waiting.get(1), turn.plus(MINUTE))).isEqualTo(new Leave());
        assertThat(ana.decision(letter("out", ONE_A_MINUTE), turn.plus(MINUTE)))
                .as("reviewed again it is held")
                .isInstanceOf(Hold.class)
                .extracting(Decision::why)
                .isEqualTo(Optional.of(new Reason.Suspended(suspension)));
    }

    @Test
    void mailThatStayedShouldLeaveOnceItsAccountIsNotSuspendedAnyMore() {
        waitFor(1);
        ana.change(Accounts.suspend(Optional.empty(), TEN), TEN);
        assertThat(plan(TEN)).hasOnlyElementsOfType(Stay.class);
        ana.change(Accounts.lift(TEN.plus(HOUR)), TEN.plus(HOUR));

        assertThat(plan(TEN.plus(HOUR))).containsExactly(new Leave());
        assertThat(charged(TEN.plus(HOUR))).isEqualTo(2);
        assertThat(ana.used(CAP, TEN.plus(HOUR))).isEqualTo(2);
    }

    @Test
    void lateMailShouldBePacedInItsOrderAndChargedWhenItLeaves() {
        waitFor(3);
        Instant back = TEN.plus(HOUR);

        assertThat(plan(back))
                .containsExactly(new Leave(), new Wait(back.plus(MINUTE)), new Wait(back.plus(MINUTE.multipliedBy(2))));
        assertThat(ana.state.charged().sent()).extracting(sent -> sent.at()).containsExactly(TEN, back);
        assertThat(ana.used(CAP, back)).isEqualTo(4);
    }

    @Test
    void promisedTurnShouldMoveBehindWhatIsLateWhenThereIsNotRoomForBoth() {
        waitFor(3);
        Instant back = TEN.plusSeconds(90);

        assertThat(plan(back))
                .containsExactly(new Leave(), new Wait(back.plus(MINUTE)), new Wait(back.plus(MINUTE.multipliedBy(2))));
    }

    @Test
    void promisedTurnShouldBeKeptWhenALowerLimitWouldMakeItLater() {
        waitFor(3);
        Limit hourly = messages(1, HOUR);

        assertThat(plan(letter("any", hourly).terms(), TEN.plusSeconds(1)))
                .containsExactly(
                        new Wait(TEN.plus(MINUTE)),
                        new Wait(TEN.plus(MINUTE.multipliedBy(2))),
                        new Wait(TEN.plus(MINUTE.multipliedBy(3))));
    }

    @Test
    void mailShouldLeaveEarlyWhenAHigherLimitLetsIt() {
        waitFor(3);

        assertThat(plan(letter("any", messages(3, MINUTE)).terms(), TEN.plusSeconds(1)))
                .containsExactly(new Leave(), new Leave(), new Wait(TEN.plus(MINUTE)));
    }

    @Test
    void mailThatNeverFitsAnyMoreShouldLeaveAtItsTurnOrNow() {
        Limit hundred = recipients(100, HOUR);
        Limit five = recipients(5, HOUR);
        send(letter("1", hundred).to(100, 0, 0), TEN);
        send(letter("2", hundred).to(50, 0, 0), TEN);
        Terms lower = letter("any", five).terms();

        assertThat(plan(lower, TEN.plusSeconds(1))).containsExactly(new Wait(TEN.plus(HOUR)));
        assertThat(plan(lower, TEN.plus(HOUR.multipliedBy(2)))).containsExactly(new Leave());
    }

    @Test
    void mailShouldLeaveNowOnAPermitThatCame() {
        waitFor(2);
        ana.change(Accounts.grant(FAIR), TEN);

        assertThat(plan(TEN.plusSeconds(1))).containsExactly(new Leave(), new Leave());
        assertThat(ana.state.permits().usedOf("feria")).isEqualTo(2);
        assertThat(charged(TEN.plusSeconds(1))).isEqualTo(1);
        assertThat(ana.used(CAP, TEN.plusSeconds(1))).isEqualTo(3);
    }

    @Test
    void mailShouldNotLeaveOnAPermitThatHasTooLittleLeft() {
        waitFor(2);
        ana.change(
                Accounts.grant(new Permit("last", FAIR.account(), TEN, FAIR.until(), 1, 200, "a fair", "olga")), TEN);

        assertThat(plan(TEN.plusSeconds(1))).containsExactly(new Leave(), new Wait(TEN.plus(MINUTE)));
        assertThat(ana.state.permits().usedOf("last")).isEqualTo(1);
    }

    @Test
    void mailShouldLeaveOnAPermitOnlyIfItLetsAMessageHaveSoManyRecipients() {
        Terms strict = request("any", recipients(150, HOUR)).terms();
        SubmissionId id = new SubmissionId("large");
        for (int recipients : new int[] {200, 201}) {
            Charge charge = new Charge(1, recipients, 1, 10);
            waiting.clear();
            waiting.add(new Waiting(id, charge, Optional.empty(), TEN.plus(HOUR)));
            ana.state = AccountState.NEW.with(Ledger.EMPTY.withReserved(id.fingerprint(), charge, TEN.plus(HOUR)));
            ana.change(Accounts.grant(FAIR), TEN);

            assertThat(plan(strict, TEN))
                    .as("%s recipients on a permit for 200", recipients)
                    .containsExactly(recipients == 200 ? new Leave() : new Wait(TEN.plus(HOUR)));
        }
    }

    @Test
    void mailOnAPermitShouldWaitForTheCapAloneAndGiveThePermitBackWhenItStays() {
        Cap ten = Cap.ofInstitution(10, DAY);
        ana.decide(request("other", external(50, DAY)).to(0, 0, 10).capped(ten), TEN);
        Requests onPermit = request("fair", external(1, DAY))
                .to(0, 100, 1)
                .capped(ten)
                .permitted(FAIR)
                .deferring(DAY.plus(HOUR));
        ana.decide(request("own", external(1, DAY)).to(0, 50, 1), TEN);
        Waiting mail = send(onPermit, TEN);
        assertThat(mail.permit()).isPresent();

        assertThat(plan(onPermit.terms(), TEN.plusSeconds(1))).containsExactly(new Wait(mail.turn()));
        ana.change(Accounts.suspend(Optional.empty(), TEN), TEN);
        assertThat(plan(onPermit.terms(), TEN.plusSeconds(2))).hasOnlyElementsOfType(Stay.class);
        assertThat(ana.state.permits().usedOf("feria")).isZero();
        assertThat(ana.used(ten, TEN.plusSeconds(2))).isEqualTo(10);
    }

    @Test
    void mailThatAPersonLetGoShouldComeLastIfItWouldMakeSomebodyWaitLonger() {
        Limit ten = recipients(10, HOUR);
        send(letter("1", ten).to(8, 0, 0), TEN);
        send(letter("2", ten).to(6, 0, 0), TEN);
        waiting.add(0, held("small", 2));
        waiting.add(0, held("large", 5));

        assertThat(plan(letter("any", ten).terms(), TEN.plusSeconds(1)))
                .as("the large one, the small one, and the one that waits")
                .containsExactly(
                        new Wait(TEN.plus(HOUR.multipliedBy(2))),
                        new Wait(TEN.plus(HOUR.multipliedBy(2))),
                        new Wait(TEN.plus(HOUR)));
    }

    @Test
    void mailThatAPersonLetGoShouldLeaveNowIfItMakesNobodyWaitLonger() {
        Limit ten = recipients(10, HOUR);
        send(letter("1", ten).to(8, 0, 0), TEN);
        send(letter("2", ten).to(6, 0, 0), TEN);
        waiting.add(0, held("small", 2));

        assertThat(plan(letter("any", ten).terms(), TEN.plusSeconds(1)))
                .containsExactly(new Leave(), new Wait(TEN.plus(HOUR)));
    }

    @Test
    void mailThatWasJustReviewedShouldKeepItsPlaceAmongThoseThatArePlannedAnew() {
        Limit ten = recipients(10, HOUR);
        send(letter("1", ten).to(10, 0, 0), TEN);
        Waiting first = send(letter("2", ten).to(9, 0, 0), TEN);
        Waiting onItsWay = send(letter("3", ten).to(9, 0, 0), TEN);
        Waiting last = send(letter("4", ten).to(9, 0, 0), TEN);
        waiting.remove(onItsWay);

        assertThat(plan(letter("any", ten).terms(), TEN.plusSeconds(1)))
                .containsExactly(new Wait(first.turn()), new Wait(last.turn()));
        assertThat(ana.state.reserved().sent())
                .extracting(Sent::at)
                .containsExactly(first.turn(), onItsWay.turn(), last.turn());
    }

    @Test
    void nobodyShouldWaitForMailThatWasJustReviewedIfThereIsRoomForBoth() {
        Limit ten = recipients(10, HOUR);
        send(letter("1", ten).to(10, 0, 0), TEN);
        Waiting onItsWay = send(letter("2", ten).to(9, 0, 0), TEN);
        send(letter("3", ten).to(9, 0, 0), TEN);
        waiting.remove(onItsWay);

        assertThat(plan(letter("any", recipients(28, HOUR)).terms(), TEN.plusSeconds(1)))
                .containsExactly(new Leave());
        assertThat(ana.state.reserved().sent()).extracting(Sent::at).containsExactly(onItsWay.turn());
    }

    @Test
    void turnsShouldBePlannedInTheOrderOfTheLedgerWhateverTheClockSaidWhenTheyWereTold() {
        Limit ten = recipients(10, HOUR);
        send(letter("1", ten).to(10, 0, 0), TEN);
        Waiting first = send(letter("2", ten).to(9, 0, 0), TEN);
        Waiting second = send(letter("3", ten).to(9, 0, 0), TEN);
        waiting.remove(first);
        waiting.add(first);

        assertThat(plan(letter("any", ten).terms(), TEN.plusSeconds(1)))
                .containsExactly(new Wait(second.turn()), new Wait(first.turn()));
    }

    private Waiting held(String id, int colleagues) {
        Requests request = letter(id, recipients(1, HOUR)).to(colleagues, 0, 0).holding();
        ana.state = ana.state.with(ana.state
                .aside()
                .withRecent(ana.state
                        .aside()
                        .recent()
                        .with(
                                request.submission().id().fingerprint(),
                                new Hold(
                                        TEN.plus(DAY), new Reason.TooManyRecipients(1, colleagues), ImmutableList.of()),
                                TEN)));
        return new Waiting(request.submission().id(), Charge.of(request.submission()), Optional.empty(), TEN);
    }

    @Test
    void everythingShouldLeaveWhereNothingIsLimited() {
        waitFor(3);
        ana.change(Accounts.suspend(Optional.empty(), TEN), TEN);
        Terms exempt = letter("any", ONE_A_MINUTE).exempted().terms();
        Terms observed = letter("any", ONE_A_MINUTE).observed().terms();

        assertThat(depart(waiting.get(0), exempt, TEN.plusSeconds(1))).isEqualTo(new Leave());
        assertThat(plan(observed, TEN.plusSeconds(2))).containsExactly(new Leave(), new Leave(), new Leave());
        assertThat(charged(TEN.plusSeconds(2))).isEqualTo(4);
    }

    /** Guarantee 1. */
    @Test
    void mailThatLeftShouldBeKnownWhenItIsReviewedAgain() {
        waitFor(2);
        Instant back = TEN.plus(HOUR);
        plan(back);

        assertThat(ana.decision(letter("m1", ONE_A_MINUTE), back))
                .isInstanceOfSatisfying(
                        Defer.class, turn -> assertThat(turn.at()).isEqualTo(back));
        assertThat(ana.decision(letter("m2", ONE_A_MINUTE), back))
                .isInstanceOfSatisfying(
                        Defer.class, turn -> assertThat(turn.at()).isEqualTo(back.plus(MINUTE)));
        assertThat(charged(back)).isEqualTo(2);
    }

    @Test
    void turnOfAMailThatIsNotAskedForShouldStay() {
        waitFor(2);
        waiting.remove(1);

        assertThat(plan(TEN.plusSeconds(1))).containsExactly(new Wait(TEN.plus(MINUTE)));
        assertThat(ana.state.reserved().sent())
                .extracting(sent -> sent.at())
                .containsExactly(TEN.plus(MINUTE), TEN.plus(MINUTE.multipliedBy(2)));
    }

    @Test
    void refusedMailShouldGiveItsTurnBackAndStayRefused() {
        waitFor(1);
        Requests second = letter("m1", ONE_A_MINUTE);

        Decision refusal = ana.change(Departures.refuse(second.submission().id(), second.terms(), TEN), TEN);

        assertThat(refusal).isInstanceOf(Refuse.class);
        assertThat(refusal.why()).contains(new Reason.OverLimit(ONE_A_MINUTE, 1, 1, TEN.plus(MINUTE)));
        assertThat(ana.decision(second, TEN.plus(HOUR)).withUsage(refusal.figures()))
                .isEqualTo(refusal);
        assertThat(ana.state.ledger().hasReservations()).isFalse();
        assertThat(ana.used(CAP, TEN)).isEqualTo(1);
        assertThat(ana.state
                        .refused()
                        .used(Measure.MESSAGES, HOUR, TEN.plus(HOUR).minusMillis(1)))
                .isEqualTo(1);
    }

    @Test
    void heldMailThatCannotBeKeptShouldBeRefusedToo() {
        ana.decide(letter("1", ONE_A_MINUTE), TEN);
        Requests second = letter("2", ONE_A_MINUTE).holding();
        assertThat(ana.decision(second, TEN)).isInstanceOf(Hold.class);
        Terms terms = letter("any", ONE_A_MINUTE).terms();

        assertThat(ana.change(Departures.refuse(second.submission().id(), terms, TEN), TEN))
                .isInstanceOf(Refuse.class);
        assertThat(ana.decision(second, TEN)).isInstanceOf(Refuse.class);
    }

    @Test
    void mailOfWhichNothingIsKnownShouldNotBeRefused() {
        Requests any = letter("any", ONE_A_MINUTE);

        assertThatIllegalStateException()
                .isThrownBy(() -> ana.change(Departures.refuse(any.submission().id(), any.terms(), TEN), TEN));
    }
}
