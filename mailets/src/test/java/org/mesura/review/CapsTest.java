/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.external;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.mesura.policy.Cap;
import org.mesura.policy.Measure;
import org.mesura.review.Decision.Accept;
import org.mesura.review.Decision.Defer;
import org.mesura.review.Decision.Refuse;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

class CapsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Cap HUNDRED = Cap.ofInstitution(100, DAY);

    private final OneAccount ana = new OneAccount();

    /** Guarantee 2. */
    @Test
    void capAndLimitsShouldBeChargedTogetherOrNotAtAll() {
        ana.decide(request("1", external(100, HOUR)).to(0, 0, 60).capped(HUNDRED), TEN);

        assertThat(ana.decision(request("2", external(200, HOUR)).to(0, 100, 41).capped(HUNDRED), TEN)
                        .why())
                .as("over the cap alone")
                .containsInstanceOf(Reason.OverCap.class);
        assertThat(ana.decision(request("3", external(61, HOUR)).to(0, 100, 2).capped(HUNDRED), TEN)
                        .why())
                .as("over the limit alone")
                .containsInstanceOf(Reason.OverLimit.class);
        assertThat(ana.used(HUNDRED, TEN)).isEqualTo(60);
        assertThat(ana.state.charged().used(Measure.EXTERNAL_RECIPIENTS, HOUR, TEN))
                .isEqualTo(60);
    }

    @Test
    void fullCapShouldBeTheReasonAndSayWhenItIsFree() {
        ana.decide(request("1").to(0, 0, 100).capped(HUNDRED), TEN);

        assertThat(ana.decision(request("2").to(0, 200, 1).capped(HUNDRED), TEN).why())
                .containsInstanceOf(Reason.OverCap.class)
                .get()
                .satisfies(why -> assertThat(((Reason.OverCap) why).freeAt())
                        .isBetween(TEN.plus(DAY), TEN.plus(DAY).plus(DAY.dividedBy(200))));
        assertThat(ana.decision(request("3").to(50, 0, 0).capped(HUNDRED), TEN))
                .as("to colleagues only")
                .isInstanceOf(Accept.class);
    }

    /** Guarantee 5. */
    @Test
    void whatTheCapNeverGivesShouldBeSaidAtOnce() {
        assertThat(ana.decision(request("1").to(0, 0, 90).capped(Cap.ofInstitution(80, DAY)), TEN)
                        .why())
                .contains(new Reason.NeverFits(external(80, DAY), 90));
    }

    @Test
    void administratorShouldBeToldOnceWhenFourFifthsAreUsed() {
        assertThat(ana.decide(request("1").to(0, 0, 79).capped(HUNDRED), TEN).events())
                .isEmpty();
        assertThat(ana.decide(request("2").to(0, 100, 1).capped(HUNDRED), TEN).events())
                .containsExactly(new Event.CapNearlyUsed(HUNDRED, 80));
        assertThat(ana.decide(request("3").to(0, 200, 1).capped(HUNDRED), TEN).events())
                .isEmpty();
        assertThat(ana.decide(request("2").to(0, 100, 1).capped(HUNDRED), TEN).events())
                .as("reviewed again")
                .isEmpty();
    }

    @Test
    void accountShouldReserveNoMoreThanATenthOfACap() {
        Cap thousand = Cap.ofInstitution(1_000, DAY);
        var limit = external(90, HOUR);
        Duration day = Duration.ofDays(1);
        ana.decide(request("1", limit).to(0, 0, 90).capped(thousand).deferring(day), TEN);

        assertThat(ana.decision(
                        request("2", limit).to(0, 100, 80).capped(thousand).deferring(day), TEN))
                .isInstanceOf(Defer.class);
        assertThat(ana.used(thousand, TEN)).as("reserved counts at once").isEqualTo(170);
        assertThat(ana.decision(
                        request("3", limit).to(0, 200, 21).capped(thousand).deferring(day), TEN))
                .isInstanceOf(Refuse.class);
        assertThat(ana.decision(
                        request("4", limit).to(0, 300, 20).capped(thousand).deferring(day), TEN))
                .isInstanceOf(Defer.class);
    }

    @Test
    void releasedTurnShouldGiveBackItsPartOfTheCap() {
        var limit = external(50, HOUR);
        ana.decide(request("1", limit).to(0, 0, 50).capped(Cap.ofInstitution(1_000, DAY)), TEN);
        var waiting = request("2", limit)
                .to(0, 100, 40)
                .capped(Cap.ofInstitution(1_000, DAY))
                .deferring(HOUR);
        ana.decide(waiting, TEN);

        ana.change(Accounts.release(new SubmissionId("2"), waiting.terms(), TEN), TEN);

        assertThat(ana.used(Cap.ofInstitution(1_000, DAY), TEN)).isEqualTo(50);
    }

    @Test
    void capOfADomainShouldHoldItsAccountsOnly() {
        Cap cap = Cap.ofDomain("alcaldia.example", 100, DAY);

        assertThat(cap.holds(new Sender("ana@alcaldia.example"))).isTrue();
        assertThat(cap.holds(new Sender("ana@turismo.alcaldia.example"))).isFalse();
        assertThat(cap.holds(new Sender("network:192.0.2.7"))).isFalse();
        assertThat(HUNDRED.holds(new Sender("network:192.0.2.7"))).isTrue();
    }

    /** Guarantee 4. */
    @Test
    void limitOrCapThatIsFreeLastShouldBeTheReason() {
        Cap hourly = Cap.ofInstitution(100, HOUR);
        ana.decide(request("1", external(50, HOUR)).to(0, 0, 50).capped(HUNDRED), TEN);
        ana.decide(request("2").to(0, 100, 50).capped(HUNDRED), TEN);
        assertThat(ana.decision(request("3", external(50, HOUR)).to(0, 200, 1).capped(HUNDRED), TEN)
                        .why())
                .containsInstanceOf(Reason.OverCap.class);

        OneAccount beto = new OneAccount();
        beto.decide(request("1", external(100, DAY)).to(0, 0, 100).capped(hourly), TEN);
        assertThat(beto.decision(request("2", external(100, DAY)).to(0, 200, 1).capped(hourly), TEN)
                        .why())
                .containsInstanceOf(Reason.OverLimit.class);
    }
}
