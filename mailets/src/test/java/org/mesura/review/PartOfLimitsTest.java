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

import org.junit.jupiter.api.Test;
import org.mesura.policy.Cap;
import org.mesura.policy.Escalation;
import org.mesura.policy.Limit;
import org.mesura.policy.Terms;
import org.mesura.usage.CapRecord;
import org.mesura.usage.LimitUsage;

/** While the store is away a server goes by a part of the limits and of the caps, and tells people of the whole. */
class PartOfLimitsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Limit TWENTY = messages(20, HOUR);
    private static final Limit FIFTY = external(50, HOUR);
    private static final Limit[] WHOLE = {TWENTY, FIFTY};
    private static final Limit[] PART = {messages(2, HOUR), external(5, HOUR)};
    private static final Cap[] CAPS = {Cap.ofDomain("alcaldia.example", 90, DAY), Cap.ofInstitution(100, DAY)};
    private static final Cap[] PARTS_OF_CAPS = {Cap.ofDomain("alcaldia.example", 9, DAY), Cap.ofInstitution(10, DAY)};

    private AccountState state = AccountState.NEW;

    /** Decided by a part of what {@code whole} says, where so much of each cap is used. */
    private Ruling decide(Requests part, Requests whole, long usedOfCaps) {
        Terms terms = part.terms();
        Requests asked = new Requests(
                part.submission(),
                part.text(),
                new Terms(
                        terms.policy(),
                        terms.source(),
                        terms.exempt(),
                        terms.mode(),
                        terms.keep(),
                        terms.caps(),
                        terms.permits(),
                        Optional.of(whole.terms())));
        Changed<Ruling> changed = Review.decide(
                state, cap -> CapRecord.EMPTY.with(TEN, usedOfCaps, cap.limit().window(), TEN), asked.build(), TEN);
        state = changed.state();
        return changed.answer();
    }

    private Decision decide(String id, int outsiders) {
        return decide(request(id, PART).to(0, id.hashCode(), outsiders), request(id, WHOLE), 0)
                .decision();
    }

    @Test
    void limitShouldBeToldAsThePolicyHasIt() {
        decide("1", 1);
        assertThat(decide("2", 1).usage()).containsExactly(new LimitUsage(TWENTY, 2), new LimitUsage(FIFTY, 2));

        assertThat(decide("3", 1).why()).contains(new Reason.OverLimit(TWENTY, 2, 1, TEN.plus(HOUR)));
        assertThat(decide("4", 6).why()).contains(new Reason.NeverFits(FIFTY, 6));
    }

    @Test
    void turnAndHoldShouldTellTheLimitAsThePolicyHasIt() {
        decide("1", 1);
        decide("2", 1);
        Reason over = new Reason.OverLimit(TWENTY, 2, 1, TEN.plus(HOUR));

        assertThat(decide(request("held", PART).holding(), request("held", WHOLE), 0)
                        .decision()
                        .why())
                .contains(over);
        assertThat(decide(request("waits", PART).deferring(HOUR), request("waits", WHOLE), 0)
                        .decision()
                        .why())
                .contains(over);
    }

    @Test
    void capShouldBeToldAsItIs() {
        Requests whole = request("any").capped(CAPS);

        assertThat(decide(request("1").to(0, 1, 2).capped(PARTS_OF_CAPS), whole, 9)
                        .decision()
                        .why())
                .get()
                .isInstanceOfSatisfying(
                        Reason.OverCap.class, over -> assertThat(over.cap()).isIn((Object[]) CAPS));
        assertThat(decide(request("2").to(0, 1, 10).capped(PARTS_OF_CAPS), whole, 0)
                        .decision()
                        .why())
                .contains(new Reason.NeverFits(CAPS[0].limit(), 10));
        assertThat(decide(
                                request("3").to(0, 1, 11).capped(PARTS_OF_CAPS[1]),
                                request("any").capped(CAPS[1]),
                                0)
                        .decision()
                        .why())
                .contains(new Reason.NeverFits(CAPS[1].limit(), 11));
    }

    @Test
    void capThatNeverGivesSoMuchShouldBeToldWhicheverOfThemItIs() {
        Requests part = request("1").to(0, 1, 8).capped(PARTS_OF_CAPS[0], Cap.ofInstitution(5, DAY));

        assertThat(decide(part, request("any").capped(CAPS), 0).decision().why())
                .contains(new Reason.NeverFits(CAPS[1].limit(), 8));
    }

    @Test
    void administratorShouldBeToldWhenTheWholeCapIsNearlyUsedAndNotAPartOfIt() {
        Requests whole = request("any").capped(CAPS[1]);

        assertThat(decide(request("1").to(0, 1, 1).capped(PARTS_OF_CAPS[1]), whole, 7)
                        .events())
                .isEmpty();
        assertThat(decide(request("2").to(0, 1, 1).capped(Cap.ofInstitution(99, DAY)), whole, 79)
                        .events())
                .containsExactly(new Event.CapNearlyUsed(CAPS[1], 80));
    }

    @Test
    void whatAPartOfTheLimitsRefusesShouldBeNoAttempt() {
        Escalation strict = new Escalation(125, Optional.of(150), Duration.ofHours(1));
        for (int message = 0; message < 40; message++) {
            String id = "m" + message;
            assertThat(decide(
                                    request(id, PART).under(strict),
                                    request(id, WHOLE).under(strict),
                                    0)
                            .events())
                    .isEmpty();
        }

        assertThat(state.aside().attempts().sent()).isEmpty();
        assertThat(state.standing()).isEqualTo(Standing.GOOD);
    }
}
