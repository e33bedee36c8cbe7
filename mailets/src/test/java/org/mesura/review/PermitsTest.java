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
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Cap;
import org.mesura.policy.Measure;
import org.mesura.policy.Permit;
import org.mesura.review.Decision.Accept;
import org.mesura.review.Decision.Defer;
import org.mesura.review.Decision.Refuse;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

class PermitsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Permit FAIR = new Permit(
            "feria",
            new Sender("ana@alcaldia.example"),
            TEN,
            TEN.plus(DAY),
            300,
            200,
            "the book fair",
            "admin@alcaldia.example");

    private final OneAccount ana = new OneAccount();

    @Test
    void whatFitsTheAccountsOwnLimitsShouldNotUseThePermit() {
        assertThat(ana.decision(request("1", external(50, HOUR)).to(0, 0, 50).permitted(FAIR), TEN)
                        .permit())
                .isEmpty();
        assertThat(ana.state.permits().usedOf("feria")).isZero();
    }

    @Test
    void whatExceedsThemShouldBeChargedToThePermitAndNotToTheWindows() {
        ana.decide(request("1", external(50, HOUR)).to(0, 0, 50).permitted(FAIR), TEN);

        assertThat(ana.decision(request("2", external(50, HOUR)).to(0, 100, 90).permitted(FAIR), TEN))
                .isInstanceOfSatisfying(Accept.class, accept -> assertThat(accept.permit())
                        .contains(new PermitUse("feria", 90, 90, 300)));
        assertThat(ana.state.charged().used(Measure.EXTERNAL_RECIPIENTS, HOUR, TEN))
                .isEqualTo(50);
    }

    /** Guarantee 3: limit and permit together, and no more. */
    @Test
    void permitShouldGiveItsQuantityAndNoMore() {
        for (int message = 0; message < 10; message++) {
            ana.decide(
                    request("m" + message, external(50, HOUR))
                            .to(0, message * 100L, 50)
                            .permitted(FAIR),
                    TEN.plusSeconds(message));
        }

        assertThat(ana.state.permits().usedOf("feria")).isEqualTo(300);
        assertThat(ana.state.charged().used(Measure.EXTERNAL_RECIPIENTS, HOUR, TEN.plusSeconds(9)))
                .isEqualTo(50);
        assertThat(ana.state.refused().used(Measure.MESSAGES, HOUR, TEN.plusSeconds(9)))
                .isEqualTo(3);
    }

    @Test
    void recipientsPerMessageShouldRiseToThoseOfThePermit() {
        assertThat(ana.decision(request("0").to(1, 0, 200).permitted(FAIR), TEN).why())
                .contains(new Reason.TooManyRecipients(100, 201));
        assertThat(ana.decision(request("1").to(0, 0, 200).permitted(FAIR), TEN).verdict())
                .isEqualTo("accept");
    }

    @Test
    void bulkRuleShouldSleepWhileThePermitGives() {
        BulkRule rule = new BulkRule(2, 5, 5, 25, DAY, DAY, BulkAction.REFUSE, 50);
        for (int message = 0; message < 20; message++) {
            assertThat(ana.decision(
                            request("m" + message)
                                    .saying(42)
                                    .under(rule)
                                    .to(0, message, 1)
                                    .permitted(FAIR),
                            TEN))
                    .isInstanceOf(Accept.class);
        }

        assertThat(ana.state.permits().usedOf("feria")).isEqualTo(15);
        assertThat(ana.decision(request("last").saying(42).under(rule).to(0, 50, 1), TEN))
                .as("without the permit")
                .isInstanceOf(Refuse.class);
    }

    @Test
    void permitShouldHoldFromItsBeginningToJustBeforeItsEnd() {
        assertThat(FAIR.holdsAt(TEN.minusMillis(1))).isFalse();
        assertThat(FAIR.holdsAt(TEN)).isTrue();
        assertThat(FAIR.holdsAt(TEN.plus(DAY).minusMillis(1))).isTrue();
        assertThat(FAIR.holdsAt(TEN.plus(DAY))).isFalse();
    }

    @Test
    void capOfTheInstitutionShouldStay() {
        Cap cap = Cap.ofInstitution(60, DAY);
        ana.decide(request("1", external(50, HOUR)).to(0, 0, 50).capped(cap).permitted(FAIR), TEN);

        assertThat(ana.decision(
                                request("2", external(50, HOUR))
                                        .to(0, 100, 20)
                                        .capped(cap)
                                        .permitted(FAIR),
                                TEN)
                        .why())
                .containsInstanceOf(Reason.OverCap.class);
        assertThat(ana.state.permits().usedOf("feria")).isZero();
    }

    @Test
    void turnReservedOnAPermitShouldSurviveItsEnd() {
        Cap cap = Cap.ofInstitution(110, HOUR);
        ana.decide(request("0", messages(1, DAY)).to(0, 2_000, 100).capped(cap), TEN);
        var waiting = request("1", messages(1, DAY))
                .to(0, 1_000, 11)
                .capped(cap)
                .permitted(FAIR)
                .deferring(Duration.ofHours(4));

        assertThat(ana.decision(waiting, TEN)).isInstanceOfSatisfying(Defer.class, turn -> assertThat(turn.permit())
                .contains(new PermitUse("feria", 11, 11, 300)));
        assertThat(ana.state.waitingOn("feria", TEN)).isEqualTo(11);
        assertThat(ana.decision(waiting, TEN.plus(DAY.multipliedBy(2)))).isInstanceOf(Defer.class);
        assertThat(ana.state.permits().usedOf("feria")).isEqualTo(11);
    }

    @Test
    void turnThatIsReleasedShouldGiveBackWhatItTookOfThePermit() {
        var waiting = request("1", messages(1, DAY))
                .to(0, 0, 9)
                .capped(Cap.ofInstitution(90, HOUR))
                .permitted(FAIR)
                .deferring(Duration.ofHours(4));
        ana.decide(request("0", messages(1, DAY)).to(0, 100, 85).capped(Cap.ofInstitution(90, HOUR)), TEN);
        assertThat(ana.decision(waiting, TEN)).isInstanceOf(Defer.class);
        assertThat(ana.state.permits().usedOf("feria")).isEqualTo(9);

        ana.change(Accounts.release(new SubmissionId("1"), waiting.terms(), TEN), TEN);

        assertThat(ana.state.permits().usedOf("feria")).isZero();
        assertThat(ana.used(Cap.ofInstitution(90, HOUR), TEN)).isEqualTo(85);
    }

    @Test
    void permitGrantedWhileTheServerRunsShouldCountAsOneOfTheFile() {
        ana.change(Accounts.grant(FAIR), TEN);
        assertThat(ana.decision(request("1", external(5, HOUR)).to(0, 0, 9), TEN)
                        .permit())
                .contains(new PermitUse("feria", 9, 9, 300));

        assertThat(ana.change(Accounts.revoke("feria"), TEN)).isTrue();
        assertThat(ana.change(Accounts.revoke("feria"), TEN)).isFalse();
        assertThat(ana.decision(request("2", external(5, HOUR)).to(0, 0, 9), TEN))
                .isInstanceOf(Refuse.class);
        ana.change(Accounts.grant(FAIR), TEN);
        assertThat(ana.decision(request("3", external(5, HOUR)).to(0, 0, 9), TEN)
                        .permit())
                .as("granting it again gives no more")
                .contains(new PermitUse("feria", 9, 18, 300));
    }

    private static Permit permit(String id, Instant until, long externalRecipients) {
        return new Permit(id, new Sender("ana@alcaldia.example"), TEN, until, externalRecipients, 200, "", "olga");
    }

    @Test
    void permitThatEndsFirstShouldComeFirstAndOneThatWasGrantedBeforeOneOfTheFile() {
        Permit tomorrow = permit("a", TEN.plus(DAY), 10);
        Permit alsoTomorrow = permit("b", TEN.plus(DAY), 10);
        Permit soon = permit("c", TEN.plus(HOUR), 10);
        Permit granted = permit("a", TEN.plus(DAY), 70);
        Permits permits = Permits.NONE.with(granted).using("a", 80).using("c", 4);
        List<Permit> file = List.of(alsoTomorrow, tomorrow, soon);

        assertThat(permits.all(file))
                .containsExactly(
                        new Permits.Use(soon, 4), new Permits.Use(granted, 80), new Permits.Use(alsoTomorrow, 0));
        assertThat(permits.all(file)).extracting(Permits.Use::remaining).containsExactly(6L, 0L, 10L);
        assertThat(permits.holdingAt(TEN.plus(HOUR), file))
                .extracting(use -> use.permit().id())
                .containsExactly("a", "b");
        assertThat(Permits.NONE.holdingAt(TEN, List.of())).isEmpty();
    }

    @Test
    void messageShouldGoOnThePermitThatEndsFirstOfThoseThatHaveRoomForIt() {
        Permit little = permit("a", TEN.plus(HOUR), 8);
        Permit soon = permit("b", TEN.plus(HOUR), 9);
        Permit tomorrow = permit("c", TEN.plus(DAY), 300);
        Requests nine = request("1", external(5, HOUR)).to(0, 0, 9).permitted(tomorrow, soon, little);

        assertThat(ana.decision(nine, TEN).permit()).contains(new PermitUse("b", 9, 9, 9));
        assertThat(ana.decision(nine.named("2"), TEN).permit()).contains(new PermitUse("c", 9, 9, 300));
        assertThat(ana.decision(nine.named("3").to(1, 0, 0), TEN).permit()).isEmpty();
    }

    @Test
    void moreShouldNotBeGivenBackThanWasUsed() {
        Permits used = Permits.NONE.using("feria", 5);

        assertThat(used.using("feria", -3).usedOf("feria")).isEqualTo(2);
        assertThat(used.using("feria", -9).usedOf("feria")).isZero();
    }

    @Test
    void permitsOfTwoAccountsShouldComeTogetherWithAllThatWasUsedOfThem() {
        Permit other = permit("congreso", TEN.plus(DAY), 10);
        Permit changed = permit("feria", TEN.plus(HOUR), 10);
        Permits here = Permits.NONE.with(FAIR).using("feria", 5).using("mine", 3);
        Permits there = Permits.NONE.with(changed).with(other).using("feria", 7).using("congreso", 1);

        assertThat(here.joinedTo(there).granted()).containsOnly(Map.entry("feria", FAIR), Map.entry("congreso", other));
        assertThat(here.joinedTo(there).used())
                .containsOnly(Map.entry("feria", 12L), Map.entry("congreso", 1L), Map.entry("mine", 3L));
        assertThat(here.restoredBy(there).granted())
                .containsOnly(Map.entry("feria", FAIR), Map.entry("congreso", other));
        assertThat(here.restoredBy(there).used())
                .containsOnly(Map.entry("feria", 7L), Map.entry("congreso", 1L), Map.entry("mine", 3L));
    }

    @Test
    void permitsShouldFollowWhatWasDoneToThemElsewhere() {
        Permit changed = permit("feria", TEN.plus(HOUR), 10);
        Permit mine = permit("mine", TEN.plus(DAY), 10);
        Permits before =
                Permits.NONE.with(FAIR).with(permit("old", TEN.plus(DAY), 10)).using("feria", 5);
        Permits after = before.without("old").with(changed).using("feria", 2);
        Permits here = before.with(mine).using("mine", 3).using("feria", 1);

        Permits both = here.withChange(before, after);

        assertThat(both.granted()).containsOnly(Map.entry("feria", changed), Map.entry("mine", mine));
        assertThat(both.used()).containsOnly(Map.entry("feria", 8L), Map.entry("mine", 3L));
        assertThat(here.withChange(before, before)).isEqualTo(here);
        Permits mineIsOther = before.with(changed);
        assertThat(mineIsOther.withChange(before, before).granted()).containsEntry("feria", changed);
    }

    @Test
    void permitsShouldBeWorthKeepingUntilTheLastEndsAndIfAnythingWasUsed() {
        Permits permits = Permits.NONE.with(FAIR).with(permit("a", TEN.plus(HOUR), 1));

        assertThat(permits.areOver(TEN.plus(DAY).minusMillis(1))).isFalse();
        assertThat(permits.areOver(TEN.plus(DAY))).isTrue();
        assertThat(permits.using("a", 1).areOver(TEN.plus(DAY))).isFalse();
        assertThat(Permits.NONE.areOver(TEN)).isTrue();
    }
}
