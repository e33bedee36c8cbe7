/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.policy.Assignments;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Exemptions;
import org.mesura.policy.Limit;
import org.mesura.policy.Mode;
import org.mesura.policy.Policy;
import org.mesura.policy.PolicyBook;
import org.mesura.submission.Sender;
import org.mesura.usage.Charge;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

class TotalsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Sender ANA = new Sender("ana@alcaldia.example");
    private static final Limit DAILY = messages(10, DAY);
    private static final BulkRule FIVE = new BulkRule(5, 50, 90, 20, DAY, Duration.ZERO, BulkAction.HOLD, 50);
    private static final Policy POLICY =
            request("any", DAILY).under(FIVE).build().terms().policy();
    private static final PolicyBook BOOK = new PolicyBook(
            Mode.ENFORCE,
            new Assignments(POLICY, POLICY, ImmutableMap.of(), ImmutableList.of(), ImmutableMap.of()),
            Exemptions.NONE,
            ImmutableList.of(),
            ImmutableList.of());

    private final OneAccount account = new OneAccount();
    private Totals totals;

    @BeforeEach
    void begin() {
        totals = new Totals(BOOK, TEN);
    }

    private void send(int messages, Instant at) {
        for (int message = 0; message < messages; message++) {
            account.decide(request(at + "-" + message, DAILY).to(1, 7, 2), at);
        }
    }

    @Test
    void sendsShouldBeAddedUpInEachWindow() {
        send(1, TEN.minus(DAY));
        send(2, TEN.minus(HOUR));
        send(3, TEN.minusSeconds(60));
        send(4, TEN);

        totals.add(ANA, account.state);
        totals.add(ANA, account.state);

        assertThat(totals.sent())
                .containsExactly(
                        new Charge(8, 24, 16, 24_000), new Charge(14, 42, 28, 42_000), new Charge(18, 54, 36, 54_000));
        assertThat(totals.active()).isEqualTo(2);
        assertThat(totals.refused()).isEqualTo(Charge.NOTHING);
    }

    @Test
    void accountShouldNotBeActiveWhenItSentNothingInTheLastHour() {
        send(2, TEN.minus(HOUR));

        totals.add(ANA, account.state);

        assertThat(totals.active()).isZero();
        assertThat(totals.sent()).containsExactly(Charge.NOTHING, Charge.NOTHING, new Charge(2, 6, 4, 6_000));
    }

    @ParameterizedTest(name = "after {0} of 10 messages it is near: {1}, over: {2}")
    @CsvSource({"7, 0, 0", "8, 1, 0", "9, 1, 0", "10, 1, 1"})
    void accountShouldBeNearALimitFromEightyPercentOnAndOverItWhenItIsFull(int sent, long near, long over) {
        send(sent, TEN);

        totals.add(ANA, account.state);

        assertThat(totals.near()).isEqualTo(near);
        assertThat(totals.over()).isEqualTo(over);
    }

    @Test
    void refusedShouldBeThatOfTheLastDay() {
        send(10, TEN.minusSeconds(5));
        send(3, TEN.minusSeconds(4));

        totals.add(ANA, account.state);

        assertThat(totals.refused()).isEqualTo(new Charge(3, 9, 6, 9_000));
        Totals tomorrow = new Totals(BOOK, TEN.plus(DAY));
        tomorrow.add(ANA, account.state);
        assertThat(tomorrow.refused()).isEqualTo(Charge.NOTHING);
        assertThat(tomorrow.near()).isZero();
    }

    @Test
    void suspendedAccountShouldBeCountedWhileItIs() {
        account.change(
                (before, caps) -> Changed.to(
                        before.with(before.aside()
                                .withStanding(Standing.GOOD.suspended(
                                        Optional.of(HOUR), Suspension.Cause.ADMINISTRATOR, TEN.minusSeconds(9)))),
                        true),
                TEN);

        totals.add(ANA, account.state);
        assertThat(totals.suspended()).isEqualTo(1);

        Totals later = new Totals(BOOK, TEN.plus(HOUR));
        later.add(ANA, account.state);
        assertThat(later.suspended()).isZero();
    }

    @Test
    void campaignsThatReachedAThresholdShouldBeCounted() {
        account.decide(request("1", messages(100, DAY)).to(0, 100, 4).saying(77).under(FIVE), TEN);
        totals.add(ANA, account.state);
        assertThat(totals.wide()).isZero();

        account.decide(request("2", messages(100, DAY)).to(0, 200, 2).saying(77).under(FIVE), TEN);
        totals.add(ANA, account.state);
        assertThat(totals.wide()).isEqualTo(1);
    }
}
