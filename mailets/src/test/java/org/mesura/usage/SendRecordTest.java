/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

import com.google.common.primitives.ImmutableLongArray;

class SendRecordTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Charge ONE_TO_ONE = new Charge(1, 1, 1, 1_000);

    @ParameterizedTest(name = "a send at 10:00:00 counts {1} in a window of a minute after {0} ms")
    @CsvSource({"0, 1", "59999, 1", "60000, 0", "60001, 0"})
    void windowShouldHoldASendUntilItsLengthHasPassed(long millis, long used) {
        var record = SendRecord.EMPTY.with(ONE_TO_ONE, TEN, DAY);

        assertThat(record.used(Measure.MESSAGES, MINUTE, TEN.plusMillis(millis)))
                .isEqualTo(used);
    }

    @Test
    void workedExampleOfTheManualShouldHold() {
        var record = SendRecord.EMPTY
                .with(new Charge(1, 40, 0, 0), TEN.plusSeconds(5), DAY)
                .with(new Charge(1, 30, 0, 0), TEN.plusSeconds(20), DAY)
                .with(new Charge(1, 80, 0, 0), TEN.plusSeconds(50), DAY);
        var limit = new Limit(Measure.RECIPIENTS, 120, MINUTE);
        var now = TEN.plusSeconds(70);

        assertThat(record.used(Measure.RECIPIENTS, MINUTE, now)).isEqualTo(110);
        assertThat(record.freeAt(limit, 30, now)).isEqualTo(TEN.plusSeconds(80));
    }

    @ParameterizedTest(name = "3 of 5 used since 10:00:10, {0} asked: free after {1} s")
    @CsvSource({"0, 30", "1, 30", "2, 30", "3, 70", "4, 80", "5, 90"})
    void freeAtShouldBeTheInstantEnoughHasLeft(long asked, long seconds) {
        var record = SendRecord.EMPTY
                .with(ONE_TO_ONE, TEN.plusSeconds(10), DAY)
                .with(ONE_TO_ONE, TEN.plusSeconds(20), DAY)
                .with(ONE_TO_ONE, TEN.plusSeconds(30), DAY);

        assertThat(record.freeAt(new Limit(Measure.MESSAGES, 5, MINUTE), asked, TEN.plusSeconds(30)))
                .isEqualTo(TEN.plusSeconds(seconds));
    }

    @Test
    void askingForNothingShouldAlwaysFitEvenWhenTheLimitWasLoweredBelowWhatIsUsed() {
        var record = SendRecord.EMPTY.with(new Charge(1, 40, 40, 0), TEN, DAY);

        assertThat(record.freeAt(new Limit(Measure.EXTERNAL_RECIPIENTS, 10, MINUTE), 0, TEN))
                .isEqualTo(TEN);
    }

    @Test
    void freeAtShouldRejectWhatNeverFits() {
        assertThatThrownBy(() -> SendRecord.EMPTY.freeAt(new Limit(Measure.MESSAGES, 5, MINUTE), 6, TEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("6 never fits messages 5 per 1min");
    }

    @Test
    void whatLiesOutsideEveryWindowShouldBeForgotten() {
        var record = SendRecord.EMPTY;
        for (int minute = 0; minute < 1_000; minute++) {
            record = record.with(ONE_TO_ONE, TEN.plus(MINUTE.multipliedBy(minute)), MINUTE);
        }
        var last = TEN.plus(MINUTE.multipliedBy(999));

        assertThat(record.size()).isLessThan(5);
        assertThat(record.used(Measure.MESSAGES, MINUTE, last)).isEqualTo(1);
        assertThat(record.isEmpty(MINUTE, last.plusSeconds(59))).isFalse();
        assertThat(record.isEmpty(MINUTE, last.plusSeconds(60))).isTrue();
    }

    @Test
    void idShouldBeKnownInLittleAndMuchAlike() {
        var record = SendRecord.EMPTY;
        for (long id = 1; id <= 5_000; id++) {
            record = record.with(id, ONE_TO_ONE, TEN.plusMillis(id), DAY);
            assertThat(record.knows(id)).as("id %s", id).isTrue();
            assertThat(record.knows(id + 1)).as("id %s", id + 1).isFalse();
        }

        assertThat(record.find(5_000)).contains(new Sent(5_000, TEN.plusMillis(5_000), ONE_TO_ONE));
        assertThat(LongStream.rangeClosed(3_001, 5_000)).allMatch(record::knows);
    }

    @Test
    void recordThatGrewTwiceFromOneShouldSeeOnlyItsOwnSends() {
        var common = SendRecord.EMPTY.with(1, ONE_TO_ONE, TEN, DAY).with(2, ONE_TO_ONE, TEN, DAY);
        var one = common.with(3, ONE_TO_ONE, TEN.plusSeconds(1), DAY);
        var other = common.with(4, ONE_TO_ONE, TEN.plusSeconds(2), DAY);

        assertThat(one.sent()).extracting(Sent::id).containsExactly(1L, 2L, 3L);
        assertThat(other.sent()).extracting(Sent::id).containsExactly(1L, 2L, 4L);
        assertThat(common.knows(3) || common.knows(4) || one.knows(4) || other.knows(3))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} sends")
    @CsvSource({"900, 900", "1500, 1500", "3000, 4000"})
    void recordJoinedToOneItGrewFromShouldCountNothingTwiceAsLongAsIdsAreKept(int sends, long most) {
        var older = SendRecord.EMPTY;
        var newer = SendRecord.EMPTY;
        for (long id = 1; id <= sends; id++) {
            newer = newer.with(id, ONE_TO_ONE, TEN.plusMillis(id * 20), DAY);
            older = id == sends / 2 ? newer : older;
        }
        var now = TEN.plusSeconds(60);

        assertThat(newer.joinedTo(older).used(Measure.MESSAGES, DAY, now)).isBetween((long) sends, most);
        assertThat(older.joinedTo(newer).used(Measure.MESSAGES, DAY, now)).isBetween((long) sends, most);
    }

    @Test
    void chargeSplitIntoPartsShouldCountAsTheWhole() {
        var whole = SendRecord.EMPTY.with(new Charge(3, 30, 12, 900), TEN, DAY);
        var parts = SendRecord.EMPTY;
        for (int part = 0; part < 3; part++) {
            parts = parts.with(new Charge(1, 10, 4, 300), TEN, DAY);
        }

        for (var measure : Measure.values()) {
            var limit = new Limit(measure, 1_000, MINUTE);
            assertThat(parts.used(measure, MINUTE, TEN.plusSeconds(59)))
                    .isEqualTo(whole.used(measure, MINUTE, TEN.plusSeconds(59)));
            assertThat(parts.freeAt(limit, 1_000, TEN)).isEqualTo(whole.freeAt(limit, 1_000, TEN));
        }
    }

    @Test
    void sendThatRunsBeyondItsBaseShouldBeginAnew() {
        var first = SendRecord.EMPTY.with(1, new Charge(1, 4_000_000_000L, 0, 0), TEN, DAY);
        var later = first.with(2, new Charge(1, 4_000_000_000L, 0, 0), TEN.plus(DAY), DAY);

        assertThat(later.used(Measure.RECIPIENTS, DAY, TEN.plus(DAY))).isEqualTo(4_000_000_000L);
        assertThat(later.with(3, ONE_TO_ONE, TEN.plus(DAY.multipliedBy(400)), DAY)
                        .used(Measure.MESSAGES, DAY, TEN.plus(DAY.multipliedBy(400))))
                .isEqualTo(1);
        assertThatThrownBy(() -> first.with(2, new Charge(1, 4_000_000_000L, 0, 0), TEN.plusSeconds(1), DAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 4,294,967,295");
    }

    @Test
    void sendShouldNotLeaveAWindowEarlyByAFractionOfAMillisecond() {
        var sentAt = TEN.plusNanos(900_000);
        var record = SendRecord.EMPTY.with(ONE_TO_ONE, sentAt, DAY);

        assertThat(record.used(Measure.MESSAGES, MINUTE, TEN.plus(MINUTE))).isEqualTo(1);
        assertThat(record.used(Measure.MESSAGES, MINUTE, TEN.plus(MINUTE).plusMillis(1)))
                .isZero();
    }

    @Test
    void earlierRecordShouldNotSeeLaterSends() {
        var earlier = SendRecord.EMPTY.with(ONE_TO_ONE, TEN, DAY);
        earlier.with(ONE_TO_ONE, TEN.plusSeconds(1), DAY);
        earlier.with(ONE_TO_ONE, TEN.plusSeconds(2), DAY);

        assertThat(earlier.used(Measure.MESSAGES, DAY, TEN.plusSeconds(3))).isEqualTo(1);
    }

    @Test
    void clockThatGoesBackShouldNeitherFreeNorBlockLongerThanTheWindow() {
        var ahead = SendRecord.EMPTY.with(ONE_TO_ONE, TEN, DAY).with(ONE_TO_ONE, TEN.plus(Duration.ofDays(3650)), DAY);
        var now = TEN.plusSeconds(10);
        var record = ahead.asOf(now);

        assertThat(record.used(Measure.MESSAGES, MINUTE, now)).isEqualTo(1);
        assertThat(record.freeAt(new Limit(Measure.MESSAGES, 1, MINUTE), 1, now))
                .isEqualTo(now.plus(MINUTE));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void recordShouldAnswerAsTheNaiveOracleDoes(long seed) {
        var random = new Random(seed);
        var oracle = new ArrayList<Send>();
        var record = SendRecord.EMPTY;
        var now = TEN;
        for (int step = 0; step < 600; step++) {
            now = now.plusMillis(random.nextInt(4) == 0 ? 0 : random.nextInt(20_000));
            var window = Duration.ofSeconds(1 + random.nextInt(600));
            var measure = Measure.values()[random.nextInt(Measure.values().length)];
            assertThat(record.used(measure, window, now))
                    .as("seed %s step %s: %s in %s", seed, step, measure, window)
                    .isEqualTo(Send.used(oracle, measure, window, now));
            var limit = new Limit(measure, 1 + random.nextInt(2_000), window);
            var asked = random.nextLong(limit.quantity() + 1);
            assertThat(record.freeAt(limit, asked, now))
                    .as("seed %s step %s: %s of %s", seed, step, asked, limit)
                    .isEqualTo(Send.freeAt(oracle, limit, asked, now));
            var charge = new Charge(1, random.nextInt(100), random.nextInt(50), random.nextInt(10_000));
            record = record.with(charge, now, Duration.ofMinutes(10));
            oracle.add(new Send(now, charge));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void longRecordShouldStayBoundedAndNeverFreeEarlyNorMoreThanAHundredthLate(long seed) {
        var random = new Random(seed);
        var oracle = new ArrayList<Send>();
        var record = SendRecord.EMPTY;
        var now = TEN;
        for (int step = 0; step < 20_000; step++) {
            now = now.plusMillis(random.nextInt(8_000));
            record = record.with(ONE_TO_ONE, now, DAY);
            oracle.add(new Send(now, ONE_TO_ONE));
        }
        assertThat(record.size()).isLessThan(4_500);
        for (int trial = 0; trial < 300; trial++) {
            var window = Duration.ofSeconds(1 + random.nextInt(86_400));
            long used = Send.used(oracle, Measure.MESSAGES, window, now);
            assertThat(record.used(Measure.MESSAGES, window, now))
                    .as("seed %s, %s", seed, window)
                    .isGreaterThanOrEqualTo(used);
            if (used > 0) {
                var limit = new Limit(Measure.MESSAGES, used, window);
                long asked = 1 + random.nextLong(used);
                var earliest = Send.freeAt(oracle, limit, asked, now);
                assertThat(record.freeAt(limit, asked, now))
                        .as("seed %s: %s of %s", seed, asked, limit)
                        .isBetween(earliest, earliest.plus(window.dividedBy(100)));
            }
        }
    }

    /** The oracle: every send, summed up anew for each question. */
    private record Send(Instant at, Charge charge) {
        static long used(List<Send> sends, Measure measure, Duration window, Instant now) {
            return sends.stream()
                    .filter(send -> send.at.isAfter(now.minus(window)) && !send.at.isAfter(now))
                    .mapToLong(send -> send.charge.of(measure))
                    .sum();
        }

        static Instant freeAt(List<Send> sends, Limit limit, long asked, Instant now) {
            long left = used(sends, limit.measure(), limit.window(), now);
            if (asked == 0 || left + asked <= limit.quantity()) {
                return now;
            }
            for (Send send : sends) {
                Instant leaves = send.at.plus(limit.window());
                left -= leaves.isAfter(now) ? send.charge.of(limit.measure()) : 0;
                if (leaves.isAfter(now) && left + asked <= limit.quantity()) {
                    return leaves;
                }
            }
            throw new AssertionError("never fits");
        }
    }

    /** Records hold 49 days; what one that rested brings from before is not held against those who join it to another. */
    @Test
    void recordsShouldJoinWhenTheyLieFurtherApartThanAnyWindow() {
        var old = SendRecord.EMPTY.with(1, ONE_TO_ONE, TEN, Limit.LONGEST);
        var recent = SendRecord.EMPTY.with(2, ONE_TO_ONE, TEN.plus(Duration.ofDays(60)), Limit.LONGEST);
        var now = TEN.plus(Duration.ofDays(60));

        assertThat(old.joinedTo(recent).used(Measure.MESSAGES, Limit.LONGEST, now))
                .isEqualTo(1);
        assertThat(recent.joinedTo(old).used(Measure.MESSAGES, Limit.LONGEST, now))
                .isEqualTo(1);
        assertThat(recent.joinedTo(old).knows(2)).isTrue();
    }

    @Test
    void sendsShouldBeHandedOverAsTheyAreTold() {
        var record = SendRecord.EMPTY
                .with(1, ONE_TO_ONE, TEN, MINUTE)
                .with(2, new Charge(1, 3, 2, 7), TEN.plusMillis(5), MINUTE);

        assertThat(handedOver(record)).hasSize(2).isEqualTo(record.sent());
        assertThat(handedOver(record.after(1))).containsExactly(new Sent(2, TEN.plusMillis(5), new Charge(1, 3, 2, 7)));
    }

    private static List<Sent> handedOver(SendRecord record) {
        List<Sent> sends = new ArrayList<>();
        record.forEach((id, millis, messages, recipients, external, bytes) -> sends.add(
                new Sent(id, Instant.ofEpochMilli(millis), new Charge(messages, recipients, external, bytes))));
        return sends;
    }

    @Test
    void sendOfAThreadThatReadTheClockEarlierShouldCountWithTheLast() {
        var record = SendRecord.EMPTY.with(1, ONE_TO_ONE, TEN, DAY).with(2, ONE_TO_ONE, TEN.minusMillis(5), DAY);

        assertThat(record.sent()).containsExactly(new Sent(1, TEN, ONE_TO_ONE), new Sent(2, TEN, ONE_TO_ONE));
    }

    @Test
    void recordShouldKnowSendsByTheirIdsOrHaveNone() {
        var nameless = SendRecord.EMPTY.with(ONE_TO_ONE, TEN, DAY);
        var named = nameless.with(7, ONE_TO_ONE, TEN.plusSeconds(1), DAY).with(ONE_TO_ONE, TEN.plusSeconds(2), DAY);

        assertThat(SendRecord.EMPTY.hasIds()).isFalse();
        assertThat(nameless.hasIds()).isFalse();
        assertThat(named.hasIds()).isTrue();
        assertThat(SendRecord.EMPTY.with(7, ONE_TO_ONE, TEN, DAY).hasIds()).isTrue();
    }

    @Test
    void recordWithoutChargesShouldStillKnowItsSends() {
        var record = SendRecord.EMPTY.with(7, ONE_TO_ONE, TEN, DAY).with(ONE_TO_ONE, TEN.plusSeconds(1), DAY);

        assertThat(record.withoutCharges().sent()).containsExactly(new Sent(7, TEN, Charge.NOTHING));
    }

    @Test
    void changeShouldBeTakenOverWholeWhereNothingElseHappened() {
        var before = SendRecord.EMPTY.with(7, ONE_TO_ONE, TEN, DAY);
        var after = before.with(8, ONE_TO_ONE, TEN.plusSeconds(1), DAY);
        var here = before.with(9, ONE_TO_ONE, TEN.plusSeconds(2), DAY);

        assertThat(before.withChange(before, after)).isSameAs(after);
        assertThat(here.withChange(before, before)).isSameAs(here);
        assertThat(here.withChange(before, after).sent()).extracting(Sent::id).containsExactly(7L, 8L, 9L);
    }

    @Test
    void recordShouldFallIntoEarlierSendsAndThoseThatCameSince() {
        var earlier = SendRecord.of(
                Stream.of(new Sent(7, TEN, ONE_TO_ONE), new Sent(8, TEN.plusSeconds(1), ONE_TO_ONE)),
                ImmutableLongArray.of(3));
        var later = earlier.with(9, new Charge(1, 5, 4, 300), TEN.plusSeconds(2), DAY);

        assertThat(later.first(2).sent()).isEqualTo(earlier.sent());
        assertThat(later.first(2).merged()).isEqualTo(earlier.merged());
        assertThat(later.after(2).sent()).containsExactly(new Sent(9, TEN.plusSeconds(2), new Charge(1, 5, 4, 300)));
        assertThat(later.after(2).merged().isEmpty()).isTrue();
        var together = later.first(2).followedBy(later.after(2));
        assertThat(together.sent()).isEqualTo(later.sent());
        assertThat(together.merged()).isEqualTo(later.merged());
        assertThat(together.used(Measure.RECIPIENTS, DAY, TEN.plusSeconds(2))).isEqualTo(7);
    }

    @Test
    void recordShouldBeFollowedByNoEarlierSends() {
        var early = SendRecord.EMPTY.with(1, ONE_TO_ONE, TEN, DAY);
        var late = SendRecord.EMPTY.with(2, ONE_TO_ONE, TEN.plusMillis(1), DAY);

        assertThat(early.followedBy(late).sent()).extracting(Sent::id).containsExactly(1L, 2L);
        assertThat(early.followedBy(SendRecord.EMPTY).sent()).isEqualTo(early.sent());
        assertThat(SendRecord.EMPTY.followedBy(early).sent()).isEqualTo(early.sent());
        assertThatThrownBy(() -> late.followedBy(early)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recordShouldHaveGrownOnlyFromThoseWhoseSendsItHas() {
        var before = SendRecord.EMPTY.with(7, ONE_TO_ONE, TEN, DAY);
        var after = before.with(8, ONE_TO_ONE, TEN.plusSeconds(1), DAY);
        var other = before.with(9, ONE_TO_ONE, TEN.plusSeconds(1), DAY);

        assertThat(before.grewFrom(before)).isTrue();
        assertThat(after.grewFrom(before)).isTrue();
        assertThat(before.grewFrom(after)).isFalse();
        assertThat(other.grewFrom(after)).as("what took another's place").isFalse();
        assertThat(after.asOf(TEN.minusSeconds(60)).grewFrom(before))
                .as("moved")
                .isFalse();
        assertThat(after.after(1).grewFrom(before)).as("without the first").isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 25})
    void shortRecordShouldBeMadeAnewOfItsSheetAndSpan(int sends) {
        var record = SendRecord.EMPTY;
        for (int send = 0; send < sends; send++) {
            record = record.with(send + 1, ONE_TO_ONE, TEN.plusSeconds(send), DAY);
        }
        assertThat(record.isShort()).isTrue();

        var anew = SendRecord.on(record.sheet(), record.span());

        assertThat(anew).isEqualTo(record).hasSameHashCodeAs(record);
        assertThat(anew.sent()).isEqualTo(record.sent()).hasSize(sends);
        // and what it grows to, and what the sheet has more, is its own
        var other = record.with(7_001, ONE_TO_ONE, TEN.plusSeconds(60), DAY);
        var grown = anew.with(7_002, ONE_TO_ONE, TEN.plusSeconds(60), DAY);
        assertThat(grown.knows(7_002)).isTrue();
        assertThat(grown.knows(7_001)).isFalse();
        assertThat(other.knows(7_002)).isFalse();
        assertThat(anew.size()).isEqualTo(sends);
    }

    @Test
    void spanShouldTellWhatIsOutsideFromWhatIsInTheRecord() {
        var record = SendRecord.EMPTY;
        for (int send = 0; send < 20; send++) {
            record = record.with(send + 1, ONE_TO_ONE, TEN.plus(DAY.dividedBy(5).multipliedBy(send)), DAY);
        }

        var anew = SendRecord.on(record.sheet(), record.span());

        assertThat(record.size()).isLessThan(20);
        assertThat(anew.sent()).isEqualTo(record.sent());
        assertThat(anew.after(2).sent()).isEqualTo(record.after(2).sent());
        assertThat(SendRecord.on(anew.after(2).sheet(), anew.after(2).span()).sent())
                .isEqualTo(record.after(2).sent());
    }

    @Test
    void recordOfManySendsOrOfMergedOnesShouldNotBeShort() {
        var most = SendRecord.EMPTY;
        for (int send = 0; send < 25; send++) {
            most = most.with(send + 1, ONE_TO_ONE, TEN, DAY);
        }

        assertThat(most.isShort()).isTrue();
        assertThat(most.with(26, ONE_TO_ONE, TEN, DAY).isShort()).isFalse();
        assertThat(SendRecord.of(Stream.of(), ImmutableLongArray.of(7)).isShort())
                .isFalse();
    }

    @Test
    void recordsShouldBeEqualIfTheySeeTheSameRows() {
        var record = SendRecord.EMPTY.with(7, ONE_TO_ONE, TEN, DAY);
        var more = record.with(8, ONE_TO_ONE, TEN, DAY);

        assertThat(more.first(1)).isEqualTo(record).hasSameHashCodeAs(record);
        assertThat(more).isNotEqualTo(record);
        assertThat(more.after(1)).isNotEqualTo(record);
        assertThat(SendRecord.of(record.sent().stream(), record.merged()))
                .as("the same sends, and other rows")
                .isNotEqualTo(record);
        assertThat(SendRecord.of(Stream.of(), ImmutableLongArray.of(7))).isNotEqualTo(SendRecord.EMPTY);
    }

    @Test
    void sendsOfWhichOnlyTheIdsAreKnownShouldBeKnownWithoutARow() {
        var record = SendRecord.of(Stream.of(), ImmutableLongArray.of(7, 8));

        assertThat(record.knows(8)).isTrue();
        assertThat(record.knows(9)).isFalse();
        assertThat(record.find(8)).isEmpty();
        assertThat(SendRecord.EMPTY.joinedTo(record).knows(7)).isTrue();
        assertThat(SendRecord.of(Stream.of(), ImmutableLongArray.of())).isSameAs(SendRecord.EMPTY);
    }

    @Test
    void clockThatIsBehindByAsMuchAsThreadsReadItOutOfOrderShouldMoveNothing() {
        var record = SendRecord.EMPTY.with(7, ONE_TO_ONE, TEN, DAY);

        assertThat(record.asOf(TEN.minus(SendRecord.SKEW))).isSameAs(record);
        assertThat(record.asOf(TEN.minus(SendRecord.SKEW).minusMillis(1)).latest())
                .isEqualTo(TEN.minus(SendRecord.SKEW).minusMillis(1));
    }

    @Test
    void recordShouldHoldAsMuchAsItsRowsCanSayAndNoMore() {
        long most = 0xFFFF_FFFFL;
        for (var full : List.of(new Charge(most, 0, 0, 0), new Charge(0, most, 0, 0), new Charge(0, 0, most, 0))) {
            var record = SendRecord.EMPTY.with(1, full, TEN, DAY);
            assertThat(record.find(1).orElseThrow().charge()).isEqualTo(full);
            assertThatThrownBy(() -> record.with(2, full, TEN.plusSeconds(1), DAY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("a record holds at most 4,294,967,295");
            // what no window holds any more makes room
            assertThat(record.with(2, full, TEN.plus(DAY), DAY).sent()).hasSize(1);
        }
    }

    @Test
    void sendThatBothRecordsHaveShouldCountOnceWhereverItWasMerged() {
        var merged = SendRecord.of(Stream.of(new Sent(0, TEN, ONE_TO_ONE)), ImmutableLongArray.of(7));
        var plain = SendRecord.EMPTY.with(7, ONE_TO_ONE, TEN, DAY).with(8, ONE_TO_ONE, TEN, DAY);

        assertThat(merged.joinedTo(plain).used(Measure.MESSAGES, DAY, TEN)).isEqualTo(2);
        assertThat(plain.joinedTo(merged).used(Measure.MESSAGES, DAY, TEN)).isEqualTo(2);
    }

    /** Found by {@code ImportFuzzTest}: the sums passed for negative ones. */
    @Test
    void recordShouldRejectWhatNoNumberCanHold() {
        var one = new Sent(1, TEN, ONE_TO_ONE);
        for (var huge : List.of(
                new Charge(Long.MAX_VALUE, 0, 0, 0),
                new Charge(0, Long.MAX_VALUE, 0, 0),
                new Charge(0, 0, Long.MAX_VALUE, 0))) {
            assertThatThrownBy(() -> SendRecord.of(Stream.of(one, new Sent(2, TEN, huge)), ImmutableLongArray.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        var farApart = List.of(
                new Sent(1, Instant.ofEpochMilli(Long.MIN_VALUE + 1), ONE_TO_ONE),
                new Sent(2, Instant.ofEpochMilli(Long.MAX_VALUE - 1), ONE_TO_ONE));
        assertThatThrownBy(() -> SendRecord.of(farApart.stream(), ImmutableLongArray.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
