/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.mesura.soak.Accountant.Balance;
import org.mesura.soak.Accountant.Share;
import org.mesura.soak.Arrival.Kind;

import com.google.common.collect.ImmutableSet;

class AccountantTest {
    private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
    private static final String ANA = "paced0@paced.example";
    private static final String EVA = "eva@outside.example";
    private static final String LEO = "leo@outside.example";

    private final Accountant accountant = new Accountant();
    private final Steps clock = new Steps();

    @Test
    void eachRecipientShouldBeInOnePlace() {
        accountant.accepted(mail(1, EVA));
        accountant.accepted(mail(2, EVA, LEO));
        accountant.accepted(mail(3, EVA));
        accountant.accepted(mail(4, EVA));
        accountant.arrived(came(Kind.MAIL, 1, 5, EVA));
        accountant.arrived(came(Kind.MAIL, 2, 5, EVA));
        accountant.arrived(came(Kind.REPORT, 2, 6, LEO));
        accountant.arrived(released(3, 20, EVA));
        accountant.arrived(came(Kind.MAIL, 4, 11, EVA));

        assertThat(accountant.at(TEN.plusSeconds(10), clock)).isEqualTo(new Balance(5, 2, 1, 1, 1, 0));
        assertThat(accountant.at(Instant.MAX, clock)).isEqualTo(new Balance(5, 4, 1, 0, 0, 0));
        assertThat(accountant.missing()).isEmpty();
        assertThat(accountant.twice()).isEmpty();
    }

    @Test
    void recipientWhomNothingReachedShouldBeMissing() {
        Submitted mail = mail(1, EVA, LEO);
        accountant.accepted(mail);
        accountant.arrived(came(Kind.MAIL, 1, 5, EVA));

        assertThat(accountant.missing()).containsExactly(new Share(mail, LEO));
        assertThat(accountant.at(Instant.MAX, clock).missing()).isEqualTo(1);
    }

    @Test
    void mailWhoseAnswerWasLostMayComeOrNot() {
        accountant.unknown(mail(1, EVA));
        accountant.unknown(mail(2, EVA));
        accountant.arrived(came(Kind.MAIL, 2, 5, EVA));

        assertThat(accountant.missing()).isEmpty();
        assertThat(accountant.mailsUnknown(false)).isEqualTo(2);
        assertThat(accountant.mailsUnknown(true)).isEqualTo(1);
        assertThat(accountant.at(Instant.MAX, clock).accepted()).isZero();
    }

    @Test
    void doubleShouldNeedAKillWhileItWasOnItsWay() {
        Submitted mail = mail(1, EVA);
        accountant.accepted(mail);
        accountant.arrived(came(Kind.MAIL, 1, 5, EVA));
        accountant.arrived(came(Kind.REPORT, 1, 15, EVA));

        assertThat(accountant.twice()).containsExactly(new Share(mail, EVA));
        assertThat(accountant.twiceWithoutReason(List.of(killed(3)))).isEmpty();
        assertThat(accountant.twiceWithoutReason(List.of(killed(-1), killed(16))))
                .containsExactly(new Share(mail, EVA));
    }

    @Test
    void mailWithoutAReviewShouldNeedAnOutageOfTheLedger() {
        Submitted mail = mail(1, EVA);
        accountant.accepted(mail);
        accountant.arrived(came(Kind.MAIL, 1, 5, EVA));
        accountant.accepted(mail(2, EVA));
        accountant.arrived(released(2, 5, EVA));

        assertThat(accountant.unreviewed(List.of(new Outage(TEN.plusSeconds(4), TEN.plusSeconds(9)))))
                .isEmpty();
        assertThat(accountant.unreviewed(List.of(new Outage(TEN.plusSeconds(6), TEN.plusSeconds(9)))))
                .containsExactly(mail);
    }

    private static Kill killed(int second) {
        Instant at = TEN.plusSeconds(second);
        return new Kill(at, at.minusSeconds(1), at.plusSeconds(5));
    }

    private static Submitted mail(long id, String... recipients) {
        return new Submitted(id, ANA, ImmutableSet.copyOf(recipients), TEN, TEN.plusMillis(10));
    }

    private static Arrival came(Kind kind, long id, int second, String recipient) {
        return arrival(kind, id, second, recipient, Optional.empty());
    }

    private static Arrival released(long id, int second, String recipient) {
        Instant left = TEN.plusSeconds(second).minus(Duration.ofMillis(100));
        return arrival(
                Kind.MAIL, id, second, recipient, Optional.of(new Stamp("paced-0", "defer", TEN, Optional.of(left))));
    }

    private static Arrival arrival(Kind kind, long id, int second, String recipient, Optional<Stamp> stamp) {
        return new Arrival(
                kind,
                OptionalLong.of(id),
                ImmutableSet.of(recipient),
                stamp,
                Optional.empty(),
                "<" + id + "@client.example>",
                TEN.plusSeconds(second));
    }
}
