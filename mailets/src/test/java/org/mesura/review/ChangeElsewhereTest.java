/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.external;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.mesura.bulk.Evidence;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Permit;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;

/** What an account went through in two places comes together as if it had been in one. */
class ChangeElsewhereTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Permit PERMIT = new Permit(
            "congreso", new Sender("ana@alcaldia.example"), TEN, TEN.plus(DAY), 100, 50, "a congress", "olga");
    private static final BulkRule RULE = new BulkRule(5_000, 5_000, 5_000, 25, DAY, DAY, BulkAction.REFUSE, 50);

    private static AccountState after(AccountState state, Request request) {
        return Review.decide(state, cap -> CapRecord.EMPTY, request, TEN).state();
    }

    private static <T> AccountState after(AccountState state, Change<T> change) {
        return change.apply(state, cap -> CapRecord.EMPTY).state();
    }

    private static AccountState together(AccountState here, AccountState before, AccountState there) {
        return here.withChange(before, there, TEN);
    }

    @Test
    void decisionsOfBothPlacesShouldBeRemembered() {
        var before = after(AccountState.NEW, request("1", messages(1, HOUR)).build());
        var there = after(before, request("2", messages(1, HOUR)).build());
        var here = after(before, request("3", messages(1, HOUR)).build());

        var both = together(here, before, there);

        assertThat(both.aside().recent().decisions()).hasSize(2);
        assertThat(both.refused().sent()).hasSize(2);
        assertThat(together(both, before, there).aside().recent())
                .isEqualTo(both.aside().recent());
    }

    @Test
    void decisionThatWasTakenBackShouldBeForgotten() {
        var big = request("1", external(1, HOUR)).permitted(PERMIT).to(0, 1, 1);
        var full = request("0", external(1, HOUR)).permitted(PERMIT).to(0, 1, 1).build();
        var before = after(after(AccountState.NEW, full), big.build());
        assertThat(before.permits().usedOf("congreso")).isEqualTo(1);
        var there = after(before, Accounts.refund(big.build().submission().id(), big.terms(), TEN));

        var both = together(after(before, request("2").build()), before, there);

        assertThat(both.aside().recent().decisions()).isEmpty();
        assertThat(both.permits().usedOf("congreso")).isZero();
    }

    @Test
    void whatBothUsedOfAPermitShouldCount() {
        var before = after(AccountState.NEW, Accounts.grant(PERMIT));
        before = after(before, request("0", external(1, HOUR)).to(0, 1, 20).build());
        assertThat(before.permits().usedOf("congreso"))
                .as("never fits but on the permit")
                .isEqualTo(20);
        var there = after(before, request("1", external(1, HOUR)).to(0, 1, 30).build());
        var here = after(before, request("2", external(1, HOUR)).to(0, 1, 5).build());

        assertThat(together(here, before, there).permits().usedOf("congreso")).isEqualTo(55);
        assertThat(here.restoredBy(there, TEN).permits().usedOf("congreso"))
                .as("two copies of what was lost")
                .isEqualTo(50);
    }

    @Test
    void permitThatWasTakenBackShouldStayTakenBack() {
        var before = after(AccountState.NEW, Accounts.grant(PERMIT));
        var there = after(before, Accounts.revoke("congreso"));
        var here = after(before, request("1").build());

        assertThat(together(here, before, there).permits().granted()).isEmpty();
    }

    @Test
    void suspensionShouldFollowTheOneThatChangedIt() {
        var before = after(AccountState.NEW, Accounts.suspend(Optional.of(HOUR), TEN));
        var there = after(before, Accounts.lift(TEN));
        var here = after(before, request("1").build());

        assertThat(together(here, before, there).standing().suspension()).isEmpty();
        assertThat(together(there, before, here).standing().suspension()).isEmpty();
    }

    @Test
    void campaignOfBothPlacesShouldCountEachMessageOnce() {
        var before = after(
                AccountState.NEW,
                request("0").saying(42).under(RULE).to(0, 1, 3).build());
        var there =
                after(before, request("1").saying(42).under(RULE).to(0, 10, 3).build());
        var here =
                after(before, request("2").saying(42).under(RULE).to(0, 20, 3).build());

        var both = together(here, before, there);

        assertThat(both.campaigns().reaching(1, DAY, TEN)).containsExactly(new Evidence(TEN, 3, 9));
    }

    @Test
    void whoWasAnsweredInEitherPlaceShouldNotWaitForAnAnswer() {
        var before = AccountState.NEW;
        for (long citizen = 1; citizen <= 3; citizen++) {
            before = after(before, Accounts.heardFrom(citizen, 1, DAY, TEN));
        }
        var there = after(before, request("1").saying(7).under(RULE).to(0, 1, 1).build());
        there = after(there, Accounts.heardFrom(9, 1, DAY, TEN));
        var here = after(before, request("2").saying(7).under(RULE).to(0, 2, 1).build());

        assertThat(together(here, before, there).correspondents().outsiders().asList())
                .containsExactlyInAnyOrder(3L, 9L);
    }

    @Test
    void placeInWhichNothingWasDoneShouldChangeNothing() {
        var here = after(AccountState.NEW, request("1").build());

        assertThat(here.withChange(AccountState.NEW, AccountState.NEW, TEN).charged())
                .isSameAs(here.charged());
    }
}
