/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesura.bulk.Campaigns;
import org.mesura.bulk.Texts;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Permit;
import org.mesura.review.Suspension.Cause;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.usage.Charge;
import org.mesura.usage.Correspondents;
import org.mesura.usage.SendRecord;
import org.mesura.usage.Usage;

class AsideTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final SendRecord ONE = SendRecord.EMPTY.with(7, new Charge(1, 1, 0, 10), TEN, DAY);
    private static final BulkRule RULE = new BulkRule(3, 5, 8, 4, DAY, DAY, BulkAction.REFUSE, 50);
    private static final Campaigns CAMPAIGNS = Campaigns.NONE
            .sight(Texts.numbered(42), Recipients.of(0, new long[] {1, 2}), RULE, TEN)
            .entered();
    private static final Permit FAIR =
            new Permit("feria", new Sender("ana@alcaldia.example"), TEN, TEN.plus(DAY), 300, 200, "a fair", "olga");
    private static final Standing SUSPENDED = Standing.GOOD.suspended(Optional.of(HOUR), Cause.ADMINISTRATOR, TEN);
    private static final RecentDecisions RECENT =
            RecentDecisions.NONE.with(1, new Decision.Accept(Usage.NONE, Optional.empty()), TEN);

    static Stream<Arguments> things() {
        return Stream.of(
                Arguments.of("what passed", Aside.NOTHING.withPassed(ONE)),
                Arguments.of("what was refused", Aside.NOTHING.withRefused(ONE)),
                Arguments.of("a submission that is known", Aside.NOTHING.knowing(7, TEN, DAY)),
                Arguments.of("attempts", Aside.NOTHING.withAttempts(ONE)),
                Arguments.of("unknown recipients", Aside.NOTHING.withUnknown(ONE)),
                Arguments.of("campaigns", Aside.NOTHING.withCampaigns(CAMPAIGNS)),
                Arguments.of(
                        "correspondents", Aside.NOTHING.withCorrespondents(Correspondents.NONE.with(9, 1, DAY, TEN))),
                Arguments.of("decisions", Aside.NOTHING.withRecent(RECENT)),
                Arguments.of("a suspension", Aside.NOTHING.withStanding(SUSPENDED)),
                Arguments.of("a permit", Aside.NOTHING.withPermits(Permits.NONE.with(FAIR))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("things")
    void accountShouldNotBeForgottenWhileAnythingIsKnownOfIt(String what, Aside aside) {
        AccountState state = AccountState.NEW.with(aside);

        assertThat(aside.isIdle(DAY, TEN)).isFalse();
        assertThat(state.isIdle(DAY, TEN)).isFalse();
        assertThat(state.isIdle(DAY, TEN.plus(RecentDecisions.HORIZON))).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("things")
    void whatIsKnownShouldStayWhereItComesTogetherWithNothing(String what, Aside aside) {
        assertThat(aside.asOf(TEN).isIdle(DAY, TEN)).isFalse();
        assertThat(aside.joinedTo(Aside.NOTHING, TEN).isIdle(DAY, TEN)).isFalse();
        assertThat(Aside.NOTHING.joinedTo(aside, TEN).isIdle(DAY, TEN)).isFalse();
        assertThat(Aside.NOTHING.withChange(Aside.NOTHING, aside, TEN).isIdle(DAY, TEN))
                .isFalse();
    }

    /** A store writes what is another object than before. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("things")
    void whatNoClockMovedShouldBeTheSame(String what, Aside aside) {
        assertThat(aside.asOf(TEN.plus(DAY))).isSameAs(aside);
        assertThat(AccountState.NEW.with(aside).at(TEN.plus(DAY), DAY).aside()).isSameAs(aside);
    }

    @Test
    void accountOfWhichNothingIsKnownShouldBeForgotten() {
        assertThat(AccountState.NEW.isIdle(DAY, TEN)).isTrue();
        assertThat(Aside.NOTHING.asOf(TEN)).isSameAs(Aside.NOTHING);
    }
}
