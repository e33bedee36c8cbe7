/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapRecordTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private record Charged(Instant at, long amount) {}

    /** Guarantee 3, for caps. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void chargeShouldLeaveAtMostATwoHundredthLateAndNeverEarly(long seed) {
        Random random = new Random(seed);
        List<Charged> oracle = new ArrayList<>();
        CapRecord record = CapRecord.EMPTY;
        Instant now = TEN;
        for (int step = 0; step < 3_000; step++) {
            now = now.plusMillis(random.nextInt(120_000));
            long exact = held(oracle, now.minus(DAY));
            assertThat(record.used(DAY, now))
                    .as("seed %s step %s", seed, step)
                    .isBetween(exact, held(oracle, now.minus(DAY).minus(DAY.dividedBy(200))));
            long asked = 1 + random.nextInt(30);
            Instant free = record.freeAt(asked, 2_000, DAY, now);
            assertThat(record.used(DAY, free) + asked)
                    .as("seed %s step %s", seed, step)
                    .isLessThanOrEqualTo(Math.max(2_000, record.used(DAY, now) == 0 ? asked : 2_000));
            if (record.used(DAY, now) + asked <= 2_000) {
                record = record.with(now, asked, DAY, now);
                oracle.add(new Charged(now, asked));
            } else {
                assertThat(free).isAfter(now);
            }
        }
        assertThat(record.slices().size()).isLessThan(203);
    }

    private static long held(List<Charged> oracle, Instant after) {
        return oracle.stream()
                .filter(one -> one.at().isAfter(after))
                .mapToLong(Charged::amount)
                .sum();
    }

    @Test
    void reservationShouldCountFromTheMomentItIsMade() {
        CapRecord record = CapRecord.EMPTY.with(TEN.plus(Duration.ofHours(3)), 40, DAY, TEN);

        assertThat(record.used(DAY, TEN)).isEqualTo(40);
        assertThat(record.used(DAY, TEN.plus(Duration.ofHours(26)))).isEqualTo(40);
        assertThat(record.used(DAY, TEN.plus(Duration.ofHours(28)))).isZero();
    }

    @Test
    void whatIsGivenBackShouldNotCountAndNothingLessThanNothing() {
        CapRecord record = CapRecord.EMPTY.with(TEN, 40, DAY, TEN).with(TEN, -15, DAY, TEN);

        assertThat(record.used(DAY, TEN)).isEqualTo(25);
        assertThat(record.with(TEN, -100, DAY, TEN).used(DAY, TEN)).isZero();
    }

    @Test
    void clockThatGoesBackShouldBlockNoLongerThanTheWindow() {
        CapRecord record = CapRecord.EMPTY.with(TEN, 40, DAY, TEN);
        Instant back = TEN.minus(Duration.ofDays(3650));

        assertThat(record.used(DAY, back)).isEqualTo(40);
        assertThat(record.freeAt(1, 40, DAY, back))
                .isBetween(back, back.plus(DAY).plus(DAY.dividedBy(100)));
    }

    @Test
    void joinedRecordsShouldHoldWhatBothHold() {
        CapRecord one = CapRecord.EMPTY.with(TEN, 5, DAY, TEN);
        CapRecord other = CapRecord.EMPTY
                .with(TEN, 7, DAY, TEN)
                .with(TEN.plus(Duration.ofHours(2)), 11, DAY, TEN.plus(Duration.ofHours(2)));
        CapRecord joined = one.joinedTo(other);

        assertThat(joined.used(DAY, TEN.plus(Duration.ofHours(3)))).isEqualTo(23);
        assertThat(joined.used(DAY, TEN.plus(Duration.ofHours(25)))).isEqualTo(11);
        assertThat(joined).isEqualTo(other.joinedTo(one));
        assertThat(joined.joinedTo(CapRecord.EMPTY)).isEqualTo(joined);
    }

    @Test
    void chargeAtTheBeginningOfItsSliceShouldCountAlike() {
        Instant at = Instant.parse("2026-03-02T10:05:00Z");

        Instant begin = CapRecord.beginOfSlice(at, DAY);

        assertThat(begin).isEqualTo(Instant.parse("2026-03-02T10:04:48Z"));
        assertThat(CapRecord.EMPTY.with(begin, 40, DAY, TEN).slices())
                .isEqualTo(CapRecord.EMPTY.with(at, 40, DAY, TEN).slices());
    }

    @Test
    void freeAtShouldBeTheEndOfTheFirstSliceWithoutWhichItFits() {
        Instant later = TEN.plus(Duration.ofHours(1));
        CapRecord record = CapRecord.EMPTY.with(TEN, 30, DAY, TEN).with(later, 20, DAY, later);
        Instant first =
                CapRecord.beginOfSlice(TEN, DAY).plus(DAY.dividedBy(200)).plus(DAY);
        Instant second =
                CapRecord.beginOfSlice(later, DAY).plus(DAY.dividedBy(200)).plus(DAY);

        assertThat(record.freeAt(10, 60, DAY, later)).isEqualTo(later);
        assertThat(record.freeAt(11, 60, DAY, later)).isEqualTo(first);
        assertThat(record.freeAt(40, 60, DAY, later)).isEqualTo(first);
        assertThat(record.freeAt(41, 60, DAY, later)).isEqualTo(second);
        assertThat(record.used(DAY, first)).isEqualTo(20);
        assertThat(record.used(DAY, first.minusMillis(1))).isEqualTo(50);
    }

    @Test
    void olderCopyShouldAddOfEachSliceWhatIsMoreAndNothingWhenItComesTwice() {
        Instant later = TEN.plus(Duration.ofHours(2));
        CapRecord older = CapRecord.EMPTY.with(TEN, 30, DAY, TEN);
        CapRecord record = CapRecord.EMPTY.with(TEN, 10, DAY, TEN).with(later, 7, DAY, later);

        CapRecord restored = record.restoredBy(older);

        assertThat(restored.used(DAY, later)).isEqualTo(37);
        assertThat(restored.seen()).isEqualTo(later.toEpochMilli());
        assertThat(restored.restoredBy(older)).isEqualTo(restored);
    }

    @Test
    void clockThatIsBehindByLessThanThreadsReadItOutOfOrderShouldMoveNothing() {
        CapRecord record = CapRecord.EMPTY.with(TEN, 40, DAY, TEN);

        assertThat(record.with(TEN, 0, DAY, TEN.minus(SendRecord.SKEW)).seen()).isEqualTo(TEN.toEpochMilli());
        assertThat(record.with(TEN, 0, DAY, TEN.minus(SendRecord.SKEW).minusMillis(1))
                        .seen())
                .isEqualTo(TEN.minus(SendRecord.SKEW).minusMillis(1).toEpochMilli());
    }
}
