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
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Escalation;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Permit;
import org.mesura.policy.Presets;
import org.mesura.submission.Sender;

import com.google.common.primitives.ImmutableLongArray;

/** What stays of an account whose usage begins anew, and what does not. */
class BegunAnewTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Sender ANA = new Sender("ana@alcaldia.example");
    private static final Limit ONE = messages(1, HOUR);

    private final OneAccount ana = new OneAccount();

    private void beginAnew(Instant now) {
        ana.change(Accounts.beginAnew(DAY, now), now);
    }

    @Test
    void attemptsAndUnknownRecipientsShouldBeGone() {
        var strict = new Escalation(125, Optional.of(500), HOUR);
        ana.decide(request("1", ONE).under(strict), TEN);
        ana.decide(request("2", ONE).under(strict), TEN);
        ana.change(Accounts.unknownRecipients(ImmutableLongArray.of(7), Presets.REMOTE_REFUSALS, DAY, TEN), TEN);
        beginAnew(TEN);

        assertThat(ana.state.aside().attempts().sent()).isEmpty();
        assertThat(ana.state.aside().unknown().sent()).isEmpty();
    }

    @Test
    void campaignShouldBeGone() {
        var rule = new BulkRule(3, 5, 9, 25, DAY, DAY, BulkAction.REFUSE, 50);
        ana.decide(request("1").under(rule).saying(42).to(0, 0, 5), TEN);
        assertThat(ana.decision(request("2").under(rule).saying(42).to(0, 10, 1), TEN)
                        .verdict())
                .isEqualTo("refuse");
        beginAnew(TEN);

        assertThat(ana.state.campaigns().reaching(1, DAY, TEN)).isEmpty();
        assertThat(ana.decision(request("3").under(rule).saying(42).to(0, 10, 1), TEN)
                        .verdict())
                .isEqualTo("accept");
    }

    @Test
    void turnShouldStayReservedAndComeWhenItWasToCome() {
        var two = messages(2, HOUR);
        ana.decide(request("1", two).deferring(Duration.ofHours(4)), TEN);
        ana.decide(request("2", two).deferring(Duration.ofHours(4)), TEN);
        var turn = ana.decision(request("3", two).deferring(Duration.ofHours(4)), TEN);
        beginAnew(TEN.plusSeconds(1));

        assertThat(turn).isInstanceOfSatisfying(Decision.Defer.class, defer -> assertThat(
                        ana.state.reserved().latest())
                .isEqualTo(defer.at()));
        assertThat(ana.state.at(TEN.plus(HOUR), DAY).charged().used(Measure.MESSAGES, HOUR, TEN.plus(HOUR)))
                .isEqualTo(1);
    }

    @Test
    void permitAndWhatWasUsedOfItShouldStay() {
        var permit = new Permit("feria", ANA, TEN, TEN.plus(DAY), 100, 100, "a fair", "olga");
        ana.change(Accounts.grant(permit), TEN);
        ana.decide(request("1", external(1, HOUR)).to(0, 0, 40), TEN);
        ana.change(Accounts.suspend(Optional.empty(), TEN), TEN);
        beginAnew(TEN);

        assertThat(ana.state.permits().granted()).containsEntry("feria", permit);
        assertThat(ana.state.permits().usedOf("feria")).isEqualTo(40);
        assertThat(ana.state.standing().suspensionAt(TEN)).isPresent();
    }

    /** Guarantee 1. */
    @Test
    void whatWasSentOrHeldShouldNotBeDecidedOnceMore() {
        ana.decide(request("sent", ONE).holding(), TEN);
        ana.decide(request("held", ONE).holding(), TEN);
        beginAnew(TEN);
        var again = ana.decision(request("held", ONE).holding(), TEN.plusSeconds(1));
        ana.decide(request("sent", ONE).holding(), TEN.plusSeconds(1));

        assertThat(again.verdict()).isEqualTo("hold");
        assertThat(ana.state.charged().used(Measure.MESSAGES, HOUR, TEN.plusSeconds(1)))
                .isZero();
    }
}
