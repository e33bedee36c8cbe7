/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mesura.submission.Sender;

class ActiveAccountsTest {
    private final ActiveAccounts accounts = new ActiveAccounts();

    @Test
    void accountShouldCountOnceUntilAnHourAfterItsLastMessage() {
        accounts.note(new Sender("ana@localhost"), Edge.NOON);
        accounts.note(new Sender("ana@localhost"), Edge.NOON.plusSeconds(1));
        accounts.note(new Sender("beto@localhost"), Edge.NOON);

        assertThat(accounts.count(Edge.NOON.plusSeconds(1))).isEqualTo(2);
        assertThat(accounts.count(Edge.NOON.plus(ActiveAccounts.WITHIN)))
                .as("ana, who wrote a second later")
                .isEqualTo(1);
        assertThat(accounts.count(Edge.NOON.plus(ActiveAccounts.WITHIN).plusSeconds(1)))
                .isZero();
    }

    @Test
    void memoryShouldBeBoundedWhenNobodyAsks() {
        for (int number = 0; number <= ActiveAccounts.MOST; number++) {
            accounts.note(new Sender("a" + number + "@localhost"), Edge.NOON);
        }
        accounts.note(new Sender("a0@localhost"), Edge.NOON.plusSeconds(1));

        assertThat(accounts.count(Edge.NOON)).isEqualTo(ActiveAccounts.MOST);
        assertThat(accounts.count(Edge.NOON.plus(ActiveAccounts.WITHIN)))
                .as("who was known goes on being known")
                .isEqualTo(1);
    }
}
