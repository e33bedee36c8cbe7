/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.MINUTE;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.mesura.policy.Measure;
import org.mesura.usage.CapRecord;
import org.mesura.usage.SendRecord;

class AccountStateTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

    private static AccountState sent(String... ids) {
        OneAccount account = new OneAccount();
        for (String id : ids) {
            account.decide(request(id, messages(100, HOUR)), TEN);
        }
        return account.state;
    }

    @Test
    void clockOfAServerThatIsALittleBehindShouldNotBeTakenForOneThatWentBack() {
        AccountState state = sent("1");
        Duration ahead = MINUTE;
        Instant least = TEN.minus(SendRecord.SKEW);

        assertThat(state.notBefore(TEN.plusSeconds(5), ahead)).isEqualTo(TEN.plusSeconds(5));
        assertThat(state.notBefore(least, ahead)).isEqualTo(least);
        assertThat(state.notBefore(TEN.minusSeconds(30), ahead)).isEqualTo(least);
        assertThat(state.notBefore(TEN.minus(ahead), ahead)).isEqualTo(least);
        assertThat(state.notBefore(TEN.minus(ahead).minusMillis(1), ahead))
                .isEqualTo(TEN.minus(ahead).minusMillis(1));
        assertThat(AccountState.NEW.notBefore(TEN, ahead)).isEqualTo(TEN);
    }

    @Test
    void restoredAccountShouldCountWhatBothCopiesHaveOnce() {
        AccountState older = sent("1", "2");
        AccountState known = sent("2", "3");

        Changed<Boolean> restored = Accounts.restore(older, TEN).apply(known, cap -> CapRecord.EMPTY);

        assertThat(restored.answer()).isTrue();
        assertThat(restored.state().charged().used(Measure.MESSAGES, DAY, TEN)).isEqualTo(3);
    }

    @Test
    void restoredAccountShouldBeTheCopyWhereNothingIsKnown() {
        AccountState older = sent("1", "2");

        assertThat(Accounts.restore(older, TEN)
                        .apply(AccountState.NEW, cap -> CapRecord.EMPTY)
                        .state())
                .isSameAs(older);
    }

    @Test
    void stateShouldBeTheSameAtAnotherInstantWhereNothingMoved() {
        AccountState state = sent("1");

        assertThat(state.at(TEN.plusSeconds(1), DAY)).isSameAs(state);
        assertThat(state.at(TEN.minus(DAY), DAY).charged().latest()).isEqualTo(TEN.minus(DAY));
    }
}
