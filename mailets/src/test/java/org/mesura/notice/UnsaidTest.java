/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableMap;

/** Guarantee 9: one digest an hour of what was not written. */
class UnsaidTest {
    private static final Instant NOW = Examples.NOW;
    private static final Instant DUE = NOW.plus(Unsaid.GATHERING);

    private final Unsaid unsaid = new Unsaid();

    @Test
    void nothingShouldBeDueWhenAllWasWritten() {
        assertThat(unsaid.take(NOW.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void firstDigestShouldWaitForMoreAndTellOfAllThatCame() {
        miss("ana", "refused/over-limit", Kind.REFUSED, NOW);
        miss("ana", "warning", Kind.WARNING, NOW.plusSeconds(3));
        miss("beto", "refused/over-limit", Kind.REFUSED, NOW.plusSeconds(20));

        assertThat(unsaid.take(DUE.minusNanos(1))).isEmpty();
        assertThat(unsaid.take(DUE))
                .contains(new Digest(
                        NOW,
                        ImmutableMap.of(Kind.REFUSED, 2L, Kind.WARNING, 1L),
                        2,
                        ImmutableMap.of(sender("ana"), 2L, sender("beto"), 1L)));
        unsaid.told(DUE);
        assertThat(unsaid.take(DUE.plus(Duration.ofDays(1)))).as("it was told").isEmpty();
    }

    @Test
    void digestShouldBeGivenOnceAMinuteUntilItWasTold() {
        miss("ana", "refused/over-limit", Kind.REFUSED, NOW);
        Digest digest = unsaid.take(DUE).orElseThrow();
        miss("beto", "refused/over-limit", Kind.REFUSED, DUE);

        assertThat(unsaid.take(DUE.plusSeconds(59))).isEmpty();
        assertThat(unsaid.take(DUE.plusSeconds(60))).contains(digest);
        Instant hours = DUE.plus(Duration.ofHours(3));
        assertThat(unsaid.take(hours)).contains(digest);
        unsaid.told(hours);
        assertThat(unsaid.take(hours.plusSeconds(3_599)))
                .as("one an hour, however late the last was")
                .isEmpty();
        assertThat(unsaid.take(hours.plusSeconds(3_600)))
                .hasValueSatisfying(next -> assertThat(next.most()).containsOnlyKeys(sender("beto")));
    }

    @Test
    void nextDigestShouldComeAnHourAfterTheLast() {
        miss("ana", "refused/over-limit", Kind.REFUSED, NOW);
        assertThat(unsaid.take(DUE)).isPresent();
        unsaid.told(DUE);
        miss("beto", "refused/over-limit", Kind.REFUSED, DUE.plusSeconds(1));

        assertThat(unsaid.take(DUE.plusSeconds(3_599))).isEmpty();
        assertThat(unsaid.take(DUE.plusSeconds(3_600))).hasValueSatisfying(digest -> {
            assertThat(digest.since()).isEqualTo(DUE.plusSeconds(1));
            assertThat(digest.most()).containsOnlyKeys(sender("beto"));
        });
    }

    @Test
    void sameNoticeShouldCountOnceHoweverOftenItIsNotWritten() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            miss("ana", "refused/over-limit", Kind.REFUSED, NOW);
        }

        assertThat(unsaid.take(DUE).orElseThrow().notices()).isEqualTo(1);
    }

    /** Each lifting is a word of its own. */
    @Test
    void accountShouldHaveAHundredNoticesAtMost() {
        for (int lifting = 0; lifting < 1_000; lifting++) {
            miss("ana", "lifted/" + lifting, Kind.LIFTED, NOW);
        }

        assertThat(unsaid.take(DUE).orElseThrow().notices()).isEqualTo(100);
    }

    @Test
    void digestShouldNameTwentyAccountsAndKeepTenThousand() {
        for (int account = 0; account < 12_000; account++) {
            miss("u" + account, "warning", Kind.WARNING, NOW);
        }
        miss("u7", "refused/over-limit", Kind.REFUSED, NOW);
        Digest digest = unsaid.take(DUE).orElseThrow();

        assertThat(digest.accounts()).isEqualTo(10_000);
        assertThat(digest.notices()).isEqualTo(10_001);
        assertThat(digest.most().entrySet()).hasSize(20).first().isEqualTo(entry(sender("u7"), 2L));
    }

    @Test
    void digestShouldNotBeSilencedWhenTheClockGoesBack() {
        miss("ana", "warning", Kind.WARNING, NOW);
        assertThat(unsaid.take(DUE)).isPresent();
        unsaid.told(DUE);
        Instant before = NOW.minus(Duration.ofDays(2));
        miss("beto", "warning", Kind.WARNING, before);

        assertThat(unsaid.take(before.plus(Unsaid.GATHERING))).isPresent();
    }

    private void miss(String name, String topic, Kind kind, Instant now) {
        unsaid.note(sender(name), topic, kind, now);
    }

    private static Sender sender(String name) {
        return new Sender(name + "@alcaldia.example");
    }
}
