/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.messages;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.mesura.bulk.Evidence;
import org.mesura.review.RecentDecisions.Recorded;
import org.mesura.usage.Charge;
import org.mesura.usage.Usage;

import com.google.common.collect.ImmutableList;

class RecentDecisionsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant ELEVEN = TEN.plus(HOUR);
    private static final Reason OVER = new Reason.OverLimit(messages(1, HOUR), 1, 1, ELEVEN);
    private static final Reason BULK = new Reason.Bulk(new Evidence(TEN, 3, 163), 150);
    private static final Decision REFUSED = new Decision.Refuse(OVER, Usage.NONE);
    private static final Decision HELD = new Decision.Hold(ELEVEN, OVER, Usage.NONE);
    private static final Decision WAITS = turn(ELEVEN, OVER);

    private static Decision turn(Instant at, Reason reason) {
        return new Decision.Defer(at, reason, Usage.NONE, Optional.empty());
    }

    private static Decision turnOn(String permit, long recipients) {
        return new Decision.Defer(
                ELEVEN, OVER, Usage.NONE, Optional.of(new PermitUse(permit, recipients, recipients, 300)));
    }

    private static RecentDecisions many(long first, int count, Instant at) {
        return new RecentDecisions(LongStream.range(first, first + count)
                .mapToObj(id -> new Recorded(id, at, REFUSED))
                .collect(ImmutableList.toImmutableList()));
    }

    private static RecentDecisions of(Recorded... recorded) {
        return new RecentDecisions(ImmutableList.copyOf(recorded));
    }

    private static Recorded recorded(long id, Instant at) {
        return new Recorded(id, at, REFUSED);
    }

    @Test
    void latestDecisionOfASubmissionShouldBeFound() {
        RecentDecisions recent =
                RecentDecisions.NONE.with(1, HELD, TEN).with(2, HELD, TEN).with(1, REFUSED, ELEVEN);

        assertThat(recent.find(1)).contains(REFUSED);
        assertThat(recent.find(2)).contains(HELD);
        assertThat(recent.find(3)).isEmpty();
        assertThat(recent.byId()).isEqualTo(Map.of(1L, REFUSED, 2L, HELD));
    }

    @Test
    void usageOfTheDayShouldNotBeRemembered() {
        Usage usage = Usage.of(ImmutableList.of(messages(1, HOUR)), new long[] {1}, Charge.NOTHING);

        assertThat(new Recorded(1, TEN, HELD.withUsage(usage)).decision()).isEqualTo(HELD);
    }

    @Test
    void atLeastTheLatestShouldBeRememberedWhenThereAreTwiceAsMany() {
        int twice = 2 * RecentDecisions.KEPT;

        assertThat(many(0, twice - 1, TEN).with(-1, REFUSED, TEN).decisions()).hasSize(twice);
        assertThat(many(0, twice, TEN).with(-1, REFUSED, TEN).decisions())
                .hasSize(RecentDecisions.KEPT + 1)
                .startsWith(recorded(RecentDecisions.KEPT, TEN))
                .endsWith(recorded(-1, TEN));
    }

    @Test
    void turnShouldBeRememberedUntilItComesHoweverManyDecisionsCameSince() {
        RecentDecisions full = new RecentDecisions(ImmutableList.<Recorded>builder()
                .add(new Recorded(-1, TEN, WAITS))
                .addAll(many(0, 2 * RecentDecisions.KEPT, TEN).decisions())
                .build());

        assertThat(full.with(-2, REFUSED, ELEVEN.minusMillis(1)).find(-1)).contains(WAITS);
        assertThat(full.with(-2, REFUSED, ELEVEN).find(-1)).isEmpty();
    }

    @Test
    void recipientsOnPermitsShouldWaitUntilTheirTurn() {
        RecentDecisions recent = RecentDecisions.NONE
                .with(1, turnOn("feria", 30), TEN)
                .with(2, turnOn("congreso", 5), TEN)
                .with(3, turnOn("feria", 7), TEN)
                .with(4, WAITS, TEN);

        assertThat(recent.waitingOnPermits(TEN)).isEqualTo(42);
        assertThat(recent.waitingOn("feria", ELEVEN.minusMillis(1))).isEqualTo(37);
        assertThat(recent.waitingOn("feria", ELEVEN)).isZero();
        assertThat(recent.waitingOnPermits(ELEVEN)).isZero();
    }

    @Test
    void latestPacedTurnShouldBeThatOfACampaign() {
        assertThat(RecentDecisions.NONE.with(1, WAITS, TEN).with(2, HELD, TEN).latestPaced())
                .isEmpty();
        assertThat(RecentDecisions.NONE
                        .with(1, turn(TEN.plusSeconds(9), BULK), TEN)
                        .with(2, turn(TEN.plusSeconds(5), BULK), TEN)
                        .with(3, turn(ELEVEN, OVER), TEN)
                        .latestPaced())
                .contains(TEN.plusSeconds(9));
    }

    @Test
    void decisionsInPlaceOfOthersShouldBeOfTheSameInstantAndNothingElseShouldCome() {
        RecentDecisions recent = RecentDecisions.NONE.with(1, WAITS, TEN).with(2, HELD, ELEVEN);

        assertThat(recent.replaced(Map.of(1L, REFUSED, 9L, REFUSED)))
                .isEqualTo(of(recorded(1, TEN), new Recorded(2, ELEVEN, HELD)));
        assertThat(recent.without(2)).isEqualTo(of(new Recorded(1, TEN, WAITS)));
        assertThat(recent.without(9)).isEqualTo(recent);
    }

    @Test
    void clockThatWentBackShouldHaveMadeNoDecisionLater() {
        RecentDecisions recent = of(recorded(1, TEN), recorded(2, ELEVEN));

        assertThat(recent.asOf(ELEVEN)).isSameAs(recent);
        assertThat(recent.asOf(TEN.plusSeconds(1))).isEqualTo(of(recorded(1, TEN), recorded(2, TEN.plusSeconds(1))));
        assertThat(recent.asOf(TEN)).isEqualTo(of(recorded(1, TEN), recorded(2, TEN)));
        assertThat(RecentDecisions.NONE.asOf(TEN)).isSameAs(RecentDecisions.NONE);
    }

    @Test
    void decisionsOfTwoCopiesShouldComeInOrderAndTheLaterOfEachSubmissionStay() {
        RecentDecisions one = of(recorded(1, TEN), new Recorded(2, ELEVEN, HELD));
        RecentDecisions other = of(new Recorded(3, TEN.plusSeconds(1), WAITS), recorded(2, TEN.plusSeconds(2)));
        RecentDecisions both =
                of(recorded(1, TEN), new Recorded(2, ELEVEN, HELD), new Recorded(3, TEN.plusSeconds(1), WAITS));

        assertThat(one.joinedTo(other, TEN).decisions()).containsExactlyInAnyOrderElementsOf(both.decisions());
        assertThat(other.joinedTo(one, TEN).decisions()).containsExactlyInAnyOrderElementsOf(both.decisions());
        assertThat(one.joinedTo(RecentDecisions.NONE, TEN)).isEqualTo(one);
        assertThat(one.joinedTo(of(one.decisions().toArray(Recorded[]::new)), TEN))
                .isSameAs(one);
    }

    @Test
    void twoCopiesTogetherShouldRememberNoMoreThanOneMay() {
        int kept = RecentDecisions.KEPT;
        RecentDecisions half = many(0, kept, TEN);

        assertThat(half.joinedTo(many(kept, kept, ELEVEN), ELEVEN).decisions()).hasSize(2 * kept);
        assertThat(half.joinedTo(many(kept, kept + 1, ELEVEN), ELEVEN).decisions())
                .hasSize(kept)
                .allSatisfy(recorded -> assertThat(recorded.at()).isEqualTo(ELEVEN));
    }

    @Test
    void whatWasMadeChangedAndForgottenElsewhereShouldBeSoHere() {
        RecentDecisions before = of(recorded(1, TEN), recorded(2, TEN), recorded(3, TEN));
        RecentDecisions after =
                of(recorded(1, TEN), new Recorded(3, TEN.plusSeconds(2), HELD), recorded(4, TEN.plusSeconds(4)));
        RecentDecisions here =
                of(recorded(1, TEN), recorded(2, TEN), recorded(3, TEN), recorded(5, TEN.plusSeconds(3)));

        assertThat(here.withChange(before, after))
                .isEqualTo(of(
                        recorded(1, TEN),
                        new Recorded(3, TEN.plusSeconds(2), HELD),
                        recorded(5, TEN.plusSeconds(3)),
                        recorded(4, TEN.plusSeconds(4))));
        assertThat(here.withChange(before, of(before.decisions().toArray(Recorded[]::new))))
                .isSameAs(here);
    }

    @Test
    void decisionsShouldBeForgottenAfterTheLongestWindow() {
        RecentDecisions recent = of(recorded(1, TEN), recorded(2, ELEVEN));

        assertThat(recent.isEmpty(ELEVEN.plus(RecentDecisions.HORIZON).minusMillis(1)))
                .isFalse();
        assertThat(recent.isEmpty(ELEVEN.plus(RecentDecisions.HORIZON))).isTrue();
        assertThat(RecentDecisions.NONE.isEmpty(TEN)).isTrue();
    }
}
