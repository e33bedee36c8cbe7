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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.policy.Escalation;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Presets;
import org.mesura.policy.RemoteRefusals;
import org.mesura.review.Decision.Accept;
import org.mesura.review.Suspension.Cause;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

class EscalationTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Limit TWENTY = messages(20, HOUR);
    private static final Escalation STRICT = new Escalation(125, Optional.of(150), HOUR);

    private final OneAccount ana = new OneAccount();

    @BeforeEach
    void useTheLimitUp() {
        for (int message = 0; message < 20; message++) {
            ana.decide(request("sent" + message, TWENTY), TEN);
        }
    }

    private Ruling attempt(String id, Instant now) {
        return ana.decide(request(id, TWENTY).to(0, 1, 1).under(STRICT), now);
    }

    @ParameterizedTest(name = "{0} attempts over a limit of 20: told {1}, suspended {2}")
    @CsvSource({"4, false, false", "5, true, false", "9, true, false", "10, true, true"})
    void administratorShouldBeToldAtItsPercentAndTheAccountSuspendedAtItsOwn(
            int attempts, boolean told, boolean suspended) {
        Ruling last = Ruling.of(new Accept(ImmutableList.of(), Optional.empty()));
        for (int message = 0; message < attempts; message++) {
            last = attempt("m" + message, TEN);
        }

        assertThat(last.events().contains(new Event.OverAttempted(TWENTY, 20 + attempts)))
                .isEqualTo(told);
        assertThat(ana.state.standing().suspensionAt(TEN).isPresent()).isEqualTo(suspended);
    }

    @Test
    void sameMessageSentOnceMoreShouldBeOneAttempt() {
        Requests first = request("first", TWENTY).under(STRICT);
        for (int message = 0; message < 50; message++) {
            assertThat(ana.decide(request("m" + message, TWENTY).under(STRICT).attemptOf(first), TEN)
                            .events())
                    .isEmpty();
        }
    }

    @Test
    void refusalBeforeAReviewShouldCountAsOneOfAReviewAndChargeNothing() {
        OneAccount reviewed = new OneAccount();
        reviewed.state = ana.state;
        for (int message = 0; message < 10; message++) {
            Requests asked = request("m" + message, TWENTY).under(STRICT);
            Ruling refused = reviewed.decide(asked, TEN);
            Reason reason = refused.decision().why().orElseThrow();

            assertThat(ana.change(Accounts.turnedAway(asked.build(), reason, TEN), TEN))
                    .isEqualTo(refused);
        }
        assertThat(ana.state.standing()).isEqualTo(reviewed.state.standing());
        assertThat(ana.state.standing().suspensionAt(TEN)).isPresent();
        assertThat(ana.state.refused().used(Measure.MESSAGES, HOUR, TEN)).isEqualTo(10);
        assertThat(ana.state.charged().used(Measure.MESSAGES, HOUR, TEN)).isEqualTo(20);
    }

    @Test
    void onlyRefusalsForTimeShouldCount() {
        for (int message = 0; message < 30; message++) {
            ana.decide(request("many" + message, TWENTY).to(101, 0, 0).under(STRICT), TEN);
            ana.decide(request("never" + message, external(5, DAY)).to(0, 0, 6).under(STRICT), TEN);
            ana.decide(request("later" + message, TWENTY).under(STRICT).deferring(Duration.ofDays(2)), TEN);
        }

        assertThat(ana.state.aside().attempts().sent()).isEmpty();
    }

    @Test
    void minutesHasteShouldNotEscalate() {
        OneAccount beto = new OneAccount();
        for (int message = 0; message < 100; message++) {
            assertThat(beto.decide(request("m" + message, messages(1, MINUTE)).under(STRICT), TEN)
                            .events())
                    .isEmpty();
        }
    }

    @Test
    void nobodyShouldBeSuspendedForAttemptsUnlessThePolicySaysSo() {
        for (int message = 0; message < 500; message++) {
            ana.decide(request("m" + message, TWENTY), TEN);
        }

        assertThat(ana.state.standing()).isEqualTo(Standing.GOOD);
    }

    @Test
    void suspensionShouldStopMailToOutsidersOnlyAndEnd() {
        for (int message = 0; message < 10; message++) {
            attempt("m" + message, TEN);
        }
        Instant halfPast = TEN.plus(Duration.ofMinutes(30));

        assertThat(ana.decision(request("out").to(3, 0, 1), halfPast).why())
                .contains(new Reason.Suspended(new Suspension(TEN, Optional.of(TEN.plus(HOUR)), Cause.ATTEMPTS)));
        assertThat(ana.decision(request("in").to(3, 0, 0), halfPast)).isInstanceOf(Accept.class);
        assertThat(ana.decision(request("desk").to(0, 0, 1).toHelpDesk(), halfPast))
                .isInstanceOf(Accept.class);
        assertThat(ana.decision(request("after").to(3, 0, 1), TEN.plus(HOUR))).isInstanceOf(Accept.class);
    }

    @Test
    void secondSuspensionWithinADayShouldLastUntilItIsLifted() {
        for (int message = 0; message < 10; message++) {
            attempt("m" + message, TEN);
        }
        Instant later = TEN.plus(HOUR);
        for (int message = 0; message < 20; message++) {
            ana.decide(request("again" + message, TWENTY), later);
        }
        for (int message = 0; message < 10; message++) {
            attempt("n" + message, later);
        }

        assertThat(ana.state.standing().suspensionAt(later.plus(DAY.multipliedBy(100))))
                .contains(new Suspension(later, Optional.empty(), Cause.ATTEMPTS));
        assertThat(ana.change(Accounts.lift(later), later)).isPresent();
        assertThat(ana.decision(request("free").to(3, 0, 1), later)).isInstanceOf(Accept.class);
    }

    @Test
    void clockThatGoesBackShouldNotLengthenASuspension() {
        ana.change(Accounts.suspend(Optional.of(HOUR), TEN), TEN);
        Instant back = TEN.minus(DAY.multipliedBy(3650));

        AccountState state = ana.state.at(back, DAY);

        assertThat(state.standing().suspensionAt(back)).isPresent();
        assertThat(state.standing().suspensionAt(back.plus(HOUR))).isEmpty();
    }

    @Test
    void administratorsSuspensionShouldReplaceWhatHolds() {
        ana.change(Accounts.suspend(Optional.empty(), TEN), TEN);

        assertThat(ana.change(Accounts.suspend(Optional.of(HOUR), TEN), TEN).until())
                .contains(TEN.plus(HOUR));
    }

    @Test
    void unknownRecipientsShouldSuspendForATimeThenUntilLifted() {
        RemoteRefusals rules = Presets.REMOTE_REFUSALS;

        assertThat(unknown(0, 24, rules)).isEmpty();
        assertThat(unknown(0, 24, rules)).as("the same ones").isEmpty();
        assertThat(unknown(24, 25, rules))
                .contains(new Suspension(TEN, Optional.of(TEN.plus(HOUR)), Cause.UNKNOWN_RECIPIENTS));
        assertThat(unknown(25, 59, rules)).as("suspended already").isEmpty();
        assertThat(unknown(59, 60, rules)).contains(new Suspension(TEN, Optional.empty(), Cause.UNKNOWN_RECIPIENTS));
        assertThat(unknown(60, 90, rules)).isEmpty();
    }

    private Optional<Suspension> unknown(long from, long to, RemoteRefusals rules) {
        long[] hashes =
                LongStream.range(from, to).map(recipient -> recipient + 1_000).toArray();
        return ana.change(Accounts.unknownRecipients(ImmutableLongArray.copyOf(hashes), rules, DAY, TEN), TEN);
    }

    @Test
    void administratorShouldBeToldOfTheLimitThatIsMostExceeded() {
        Limit hourly = messages(4, HOUR);
        Limit daily = messages(5, DAY);
        for (Limit[] limits : new Limit[][] {{hourly, daily}, {daily, hourly}}) {
            OneAccount beto = new OneAccount();
            Ruling last = Ruling.of(new Accept(ImmutableList.of(), Optional.empty()));
            for (int message = 0; message < 10; message++) {
                last = beto.decide(
                        request("m" + message, limits).under(new Escalation(125, Optional.empty(), HOUR)), TEN);
            }

            assertThat(last.events()).containsExactly(new Event.OverAttempted(hourly, 10));
        }
    }
}
