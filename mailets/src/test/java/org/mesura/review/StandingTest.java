/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.mesura.policy.Escalation;
import org.mesura.review.Suspension.Cause;
import org.mesura.usage.SendRecord;

class StandingTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant ELEVEN = TEN.plus(HOUR);
    private static final Standing FOR_AN_HOUR = until(Optional.of(ELEVEN), Optional.of(TEN));
    private static final Standing FOR_A_DAY = until(Optional.of(TEN.plus(DAY)), Optional.empty());
    private static final Standing UNTIL_LIFTED = until(Optional.empty(), Optional.of(TEN.minusSeconds(9)));

    private static Standing until(Optional<Instant> end, Optional<Instant> escalated) {
        return new Standing(Optional.of(new Suspension(TEN, end, Cause.ATTEMPTS)), escalated);
    }

    @Test
    void suspensionThatLastsLongerShouldHoldWhereTwoCameTogether() {
        assertThat(FOR_AN_HOUR.joinedTo(FOR_A_DAY, TEN).suspension()).isEqualTo(FOR_A_DAY.suspension());
        assertThat(FOR_A_DAY.joinedTo(FOR_AN_HOUR, TEN).suspension()).isEqualTo(FOR_A_DAY.suspension());
        assertThat(FOR_A_DAY.joinedTo(UNTIL_LIFTED, TEN).suspension()).isEqualTo(UNTIL_LIFTED.suspension());
        assertThat(UNTIL_LIFTED.joinedTo(FOR_A_DAY, TEN).suspension()).isEqualTo(UNTIL_LIFTED.suspension());
        assertThat(FOR_AN_HOUR.joinedTo(Standing.GOOD, TEN).suspension()).isEqualTo(FOR_AN_HOUR.suspension());
    }

    @Test
    void suspensionThatIsOverShouldNotComeBackWhereTwoCameTogether() {
        assertThat(FOR_AN_HOUR.joinedTo(Standing.GOOD, ELEVEN).suspension()).isEmpty();
        assertThat(Standing.GOOD.joinedTo(FOR_AN_HOUR, ELEVEN.minusMillis(1)).suspension())
                .isPresent();
        assertThat(FOR_AN_HOUR.joinedTo(FOR_AN_HOUR, ELEVEN)).isSameAs(FOR_AN_HOUR);
    }

    @Test
    void latestEscalationShouldBeRememberedWhereTwoCameTogether() {
        assertThat(FOR_AN_HOUR.joinedTo(UNTIL_LIFTED, TEN).escalatedAt()).contains(TEN);
        assertThat(UNTIL_LIFTED.joinedTo(FOR_AN_HOUR, TEN).escalatedAt()).contains(TEN);
        assertThat(FOR_A_DAY.joinedTo(Standing.GOOD, TEN).escalatedAt()).isEmpty();
    }

    @Test
    void changeElsewhereShouldHoldUnlessThisChangedTooAndLastsLonger() {
        assertThat(FOR_AN_HOUR.withChange(Standing.GOOD, Standing.GOOD, TEN)).isSameAs(FOR_AN_HOUR);
        assertThat(FOR_AN_HOUR.withChange(FOR_AN_HOUR, Standing.GOOD, TEN)).isEqualTo(Standing.GOOD);
        assertThat(FOR_A_DAY.withChange(Standing.GOOD, FOR_AN_HOUR, TEN).suspension())
                .isEqualTo(FOR_A_DAY.suspension());
    }

    @Test
    void standingShouldBeGoodWhenNothingHoldsAndTheNextAttemptsWouldBeTheFirst() {
        assertThat(Standing.GOOD.isGood(TEN)).isTrue();
        assertThat(FOR_A_DAY.isGood(TEN.plus(DAY).minusMillis(1))).isFalse();
        assertThat(FOR_A_DAY.isGood(TEN.plus(DAY))).isTrue();
        assertThat(FOR_AN_HOUR.isGood(ELEVEN))
                .as("attempts are remembered for a day")
                .isFalse();
        assertThat(FOR_AN_HOUR.isGood(TEN.plus(DAY))).isTrue();
        assertThat(UNTIL_LIFTED.lifted().isGood(TEN)).isFalse();
    }

    @Test
    void clockThatWentBackShouldTakeASuspensionWithIt() {
        Instant back = TEN.minus(DAY);

        Standing moved = FOR_AN_HOUR.asOf(back);

        assertThat(moved)
                .isEqualTo(new Standing(
                        Optional.of(new Suspension(back, Optional.of(back.plus(HOUR)), Cause.ATTEMPTS)),
                        Optional.of(back)));
        assertThat(FOR_AN_HOUR.asOf(TEN)).isSameAs(FOR_AN_HOUR);
        assertThat(FOR_A_DAY.asOf(TEN.minus(SendRecord.SKEW))).isSameAs(FOR_A_DAY);
        assertThat(FOR_AN_HOUR.asOf(TEN.minusSeconds(1)))
                .isEqualTo(until(Optional.of(ELEVEN), Optional.of(TEN.minusSeconds(1))));
    }

    @Test
    void suspensionForAttemptsShouldLastUntilItIsLiftedTheSecondTimeWithinADayOnly() {
        Escalation rule = new Escalation(125, Optional.of(150), HOUR);
        Standing once = Standing.GOOD.escalated(rule, TEN);

        assertThat(once).isEqualTo(FOR_AN_HOUR);
        assertThat(once.escalated(rule, TEN.plus(DAY).minusMillis(1)).suspension())
                .map(Suspension::until)
                .contains(Optional.empty());
        assertThat(once.escalated(rule, TEN.plus(DAY)).suspension())
                .map(Suspension::until)
                .contains(Optional.of(TEN.plus(DAY).plus(HOUR)));
    }
}
