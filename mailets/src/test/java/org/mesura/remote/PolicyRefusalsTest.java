/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import com.google.common.collect.ImmutableList;

class PolicyRefusalsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final TellingRule RULE = TellingRule.DEFAULT;
    private static final Duration WINDOW = RULE.window();

    private PolicyRefusals refusals = PolicyRefusals.NONE;

    @Test
    void nothingShouldBeDueWhenNobodyRefuses() {
        assertThat(refusals.isDue(RULE, NOON)).isFalse();
        assertThat(refusals.lines(RULE, NOON)).isEmpty();
    }

    @Test
    void tellingShouldBeDueAtOnceWhenABlockListIsNamed() {
        add(listed("mx.one.example", "blocked using zen.spamhaus.org"), NOON);

        assertThat(refusals.isDue(RULE, NOON)).isTrue();
        assertThat(refusals.lines(RULE, NOON)).containsExactly("mx.one.example: 1, blocked using zen.spamhaus.org");
    }

    @Test
    void tellingShouldBeDueFromTheThresholdOnWhenNoListIsNamed() {
        for (int minute = 0; minute < 4; minute++) {
            add(policy("one.example", "spam"), at(minute));
        }
        assertThat(refusals.isDue(RULE, at(4))).isFalse();
        add(policy("two.example", "policy"), at(4));

        assertThat(refusals.isDue(RULE, at(4))).isTrue();
    }

    @Test
    void refusalShouldCountUntilJustBeforeTheWindowHasPassed() {
        for (int number = 0; number < 5; number++) {
            add(policy("one.example", "spam"), NOON);
        }

        assertThat(refusals.isDue(RULE, NOON.plus(WINDOW).minusMillis(1))).isTrue();
        assertThat(refusals.isDue(RULE, NOON.plus(WINDOW))).isFalse();
        assertThat(refusals.lines(RULE, NOON.plus(WINDOW))).isEmpty();
    }

    @Test
    void nothingMoreShouldBeDueUntilTheWindowHasPassedWhenItWasTold() {
        for (int minute = 0; minute < 5; minute++) {
            add(policy("one.example", "spam"), at(minute));
        }
        refusals = refusals.toldAt(at(4));
        for (int minute = 5; minute < 64; minute++) {
            add(policy("one.example", "spam"), at(minute));
            assertThat(refusals.isDue(RULE, at(minute))).isFalse();
        }
        add(policy("one.example", "spam"), at(64));

        assertThat(refusals.isDue(RULE, at(64))).isTrue();
    }

    @Test
    void tellingShouldBeDueAgainWhenAServerNotYetToldOfNamesABlockList() {
        add(listed("one.example", "listed"), NOON);
        refusals = refusals.toldAt(NOON);
        add(listed("one.example", "listed"), at(1));
        assertThat(refusals.isDue(RULE, at(1))).isFalse();
        add(listed("two.example", "listed"), at(2));

        assertThat(refusals.isDue(RULE, at(2))).isTrue();
    }

    @Test
    void linesShouldSayForEachServerHowOftenAndTheNewestWords() {
        add(policy("one.example", "first"), at(0));
        add(policy("two.example", "spam"), at(1));
        add(policy("two.example", "newest"), at(2));

        assertThat(refusals.lines(RULE, at(3))).containsExactly("two.example: 2, newest", "one.example: 1, first");
    }

    @Test
    void refusalOfAnotherKindShouldNotCount() {
        RemoteRefusal unknown = new RemoteRefusal(
                RefusalKind.UNKNOWN_RECIPIENT,
                false,
                OptionalInt.of(550),
                Optional.of("5.1.1"),
                "one.example",
                "no such user");
        add(unknown, NOON);

        assertThat(refusals.lines(RULE, NOON)).isEmpty();
    }

    @Test
    void rareServerShouldStayWhenAnotherRefusesWithoutEnd() {
        add(policy("rare.example", "spam"), NOON);
        for (int number = 0; number < 1_000; number++) {
            add(policy("often.example", "spam " + number), NOON.plusSeconds(1));
        }

        assertThat(refusals.lines(RULE, NOON.plusSeconds(1)))
                .containsExactly("often.example: 99, spam 999", "rare.example: 1, spam");
    }

    @Test
    void refusalsShouldBeBoundedWhenEveryoneRefusesOnce() {
        for (int number = 0; number < 1_000; number++) {
            add(listed("mx" + number + ".example", "listed"), NOON);
            refusals = refusals.toldAt(NOON);
        }

        assertThat(refusals.lines(RULE, NOON)).hasSize(PolicyRefusals.KEPT).contains("mx999.example: 1, listed");
        assertThat(refusals.isDue(RULE, NOON)).isFalse();
    }

    @Test
    void nothingShouldCountLongerThanTheWindowWhenTheClockGoesBack() {
        add(listed("one.example", "listed"), NOON.plus(Duration.ofDays(30)));
        refusals = refusals.toldAt(NOON.plus(Duration.ofDays(30)));
        add(policy("two.example", "spam"), NOON);

        assertThat(refusals.lines(RULE, NOON)).hasSize(2);
        assertThat(refusals.lines(RULE, NOON.plus(WINDOW))).isEmpty();
        add(listed("one.example", "listed"), NOON.plus(WINDOW));
        assertThat(refusals.isDue(RULE, NOON.plus(WINDOW))).isTrue();
    }

    @Test
    void ruleShouldBeRejectedWhenItCanNeverHold() {
        assertThatThrownBy(() -> new TellingRule(0, WINDOW)).hasMessageContaining("at least 1, got 0");
        assertThatThrownBy(() -> new TellingRule(5, Duration.ZERO)).hasMessageContaining("longer than nothing");
    }

    private void add(RemoteRefusal refusal, Instant now) {
        refusals = refusals.with(ImmutableList.of(refusal), RULE, now);
    }

    private static Instant at(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    private static RemoteRefusal policy(String server, String words) {
        return refusal(server, words, false);
    }

    private static RemoteRefusal listed(String server, String words) {
        return refusal(server, words, true);
    }

    private static RemoteRefusal refusal(String server, String words, boolean list) {
        return new RemoteRefusal(RefusalKind.POLICY, list, OptionalInt.of(554), Optional.of("5.7.1"), server, words);
    }
}
