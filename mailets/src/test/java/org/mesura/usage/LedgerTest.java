/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Deferral;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

import com.google.common.collect.ImmutableList;

class LedgerTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Deferral TENTH_KEPT = new Deferral(Duration.ofHours(4), 10, 5);
    private static final ImmutableList<Limit> TEN_A_MINUTE = ImmutableList.of(new Limit(Measure.MESSAGES, 10, MINUTE));
    private static final Charge ONE = new Charge(1, 1, 1, 1_000);

    private static Ledger tenSent() {
        Ledger ledger = Ledger.EMPTY;
        for (int second = 0; second < 10; second++) {
            ledger = ledger.with(second + 1, ONE, TEN.plusSeconds(second), DAY);
        }
        return ledger;
    }

    private static Ledger reserve(Ledger ledger, long id, Instant now) {
        Instant at =
                ledger.turn(TEN_A_MINUTE, ONE, TENTH_KEPT, now).orElseThrow().at();
        return ledger.withReserved(id, ONE, at);
    }

    @ParameterizedTest(name = "reservation {0} of the manual's example is for second {1}")
    @CsvSource({"1, 60", "2, 61", "9, 68", "10, 120", "11, 121", "18, 128", "19, 180"})
    void workedExampleOfTheManualShouldHold(int reservation, long second) {
        Instant now = TEN.plusSeconds(10);
        Ledger ledger = tenSent();
        for (int id = 1; id < reservation; id++) {
            ledger = reserve(ledger, 100 + id, now);
        }

        assertThat(ledger.turn(TEN_A_MINUTE, ONE, TENTH_KEPT, now).orElseThrow().at())
                .isEqualTo(TEN.plusSeconds(second));
    }

    @Test
    void reservationShouldCountLikeACharge() {
        Ledger ledger = reserve(tenSent(), 11, TEN.plusSeconds(10));

        Ledger settled = ledger.at(TEN.plusSeconds(70), DAY);

        assertThat(settled.hasReservations()).isFalse();
        assertThat(settled.charged().find(11)).contains(new Sent(11, TEN.plusSeconds(60), ONE));
        assertThat(settled.used(TEN_A_MINUTE, TEN.plusSeconds(119))).containsExactly(1);
        assertThat(settled.used(TEN_A_MINUTE, TEN.plusSeconds(120))).containsExactly(0);
    }

    @Test
    void ordinaryMailShouldNotTakeWhatATurnWasPromised() {
        Limit limit = TEN_A_MINUTE.get(0);
        Instant now = TEN.plusSeconds(10);
        Ledger ledger = tenSent();
        for (int id = 11; id < 20; id++) {
            ledger = reserve(ledger, id, now);
        }
        // the tenth leaves at second 69: nine turns, and room for one
        Instant then = TEN.plusSeconds(69);
        ledger = ledger.at(then, DAY);

        assertThat(ledger.fits(limit, ledger.used(TEN_A_MINUTE, then)[0], ONE, then))
                .isTrue();
        Ledger next = reserve(ledger.with(30, ONE, then, DAY), 31, then);
        assertThat(next.reserved().sent()).extracting(Sent::at).containsExactly(TEN.plusSeconds(120));
        assertThat(next.fits(limit, next.used(TEN_A_MINUTE, then)[0], ONE, then))
                .isFalse();
    }

    @Test
    void chargeShouldFitAllLimitsIfItFitsEach() {
        Ledger ledger = tenSent();
        Limit full = TEN_A_MINUTE.get(0);
        Limit roomy = new Limit(Measure.RECIPIENTS, 11, MINUTE);

        assertThat(fitsAll(ledger, roomy)).isTrue();
        assertThat(fitsAll(ledger, roomy, full)).isFalse();
        assertThat(fitsAll(ledger, full, roomy)).isFalse();
        assertThat(fitsAll(ledger)).isTrue();
    }

    private static boolean fitsAll(Ledger ledger, Limit... limits) {
        ImmutableList<Limit> all = ImmutableList.copyOf(limits);
        Instant now = TEN.plusSeconds(10);
        return ledger.fitsAll(all, ledger.used(all, now), ONE, now);
    }

    @Test
    void turnWhoseWindowOpensNowShouldNotBeInTheWayOfWhatIsSentNow() {
        Ledger ledger = Ledger.EMPTY;
        for (int id = 1; id <= 9; id++) {
            ledger = ledger.withReserved(id, ONE, TEN.plus(MINUTE));
        }
        Charge two = new Charge(2, 2, 2, 2_000);

        assertThat(ledger.fits(TEN_A_MINUTE.get(0), 0, two, TEN)).isTrue();
        assertThat(ledger.fits(TEN_A_MINUTE.get(0), 0, two, TEN.plusMillis(1))).isFalse();
    }

    @Test
    void whatReservationsMayNotTakeShouldGetNoTurn() {
        Charge tenMessages = new Charge(10, 10, 10, 0);

        assertThat(Ledger.EMPTY.turn(TEN_A_MINUTE, tenMessages, TENTH_KEPT, TEN))
                .isEmpty();
        assertThat(Ledger.EMPTY.turn(TEN_A_MINUTE, new Charge(9, 9, 9, 0), TENTH_KEPT, TEN))
                .isPresent();
    }

    /** Guarantee 3: turns leave one by one, however many they are. */
    @Test
    void manyTurnsShouldNeverBeMerged() {
        Ledger ledger = Ledger.EMPTY;
        for (int id = 1; id <= 3_000; id++) {
            ledger = ledger.withReserved(id, ONE, TEN.plusSeconds(id));
        }

        assertThat(ledger.turns()).isEqualTo(3_000);
        assertThat(ledger.reserved().find(17)).contains(new Sent(17, TEN.plusSeconds(17), ONE));
        Instant later = TEN.plusSeconds(1_500);
        assertThat(ledger.at(later, DAY).charged().used(Measure.MESSAGES, DAY, later))
                .isEqualTo(1_500);
    }

    @Test
    void releasedTurnShouldBeFreeAndOthersShouldKeepTheirs() {
        Ledger ledger = reserve(reserve(tenSent(), 11, TEN.plusSeconds(10)), 12, TEN.plusSeconds(10));

        Ledger released = ledger.released(11);

        assertThat(released.reserved().sent())
                .extracting(Sent::id, Sent::at)
                .containsExactly(tuple(12L, TEN.plusSeconds(61)));
        assertThat(released.knows(11)).isFalse();
        assertThat(released.released(11)).isEqualTo(released);
    }

    @Test
    void refundShouldTakeTheChargeOutOfEveryWindow() {
        Ledger refunded = tenSent().refunded(4);

        assertThat(refunded.used(TEN_A_MINUTE, TEN.plusSeconds(10))).containsExactly(9);
        assertThat(refunded.knows(4)).isFalse();
        assertThat(refunded.knows(5)).isTrue();
    }

    @Test
    void clockThatGoesBackShouldMoveTurnsWithWhatWasSent() {
        Ledger ledger = reserve(tenSent(), 11, TEN.plusSeconds(10));
        Instant back = TEN.minus(Duration.ofDays(3650));

        Ledger moved = ledger.at(back, DAY);

        assertThat(moved.reserved().sent()).extracting(Sent::at).containsExactly(back.plusSeconds(51));
        assertThat(moved.used(TEN_A_MINUTE, back)).containsExactly(10);
        assertThat(moved.freeAt(new Limit(Measure.MESSAGES, 11, DAY), 1, back))
                .isBefore(back.plus(DAY).plusMillis(1));
    }

    @Test
    void joinedLedgersShouldCountWhatBothHaveOnce() {
        Ledger one = tenSent();
        Ledger other = tenSent().refunded(3).with(50, ONE, TEN.plusSeconds(20), DAY);

        assertThat(one.joinedTo(other).used(TEN_A_MINUTE, TEN.plusSeconds(20))).containsExactly(11);
    }

    /** Guarantees 2 to 5: what is granted or reserved, against an oracle that adds everything up anew. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void chargesAndTurnsShouldBeThoseOfTheNaiveOracle(long seed) {
        Random random = new Random(seed);
        ImmutableList<Limit> limits = ImmutableList.of(
                new Limit(Measure.MESSAGES, 5 + random.nextInt(10), Duration.ofSeconds(20)),
                new Limit(Measure.RECIPIENTS, 40 + random.nextInt(60), Duration.ofSeconds(60)),
                new Limit(Measure.EXTERNAL_RECIPIENTS, 60, Duration.ofSeconds(300)));
        List<Sent> oracle = new ArrayList<>();
        Ledger ledger = Ledger.EMPTY;
        Instant now = TEN;
        for (int step = 1; step <= 400; step++) {
            now = now.plusMillis(random.nextInt(4) == 0 ? 0 : random.nextInt(3_000));
            ledger = ledger.at(now, Duration.ofSeconds(300));
            Charge charge = new Charge(1, 1 + random.nextInt(30), random.nextInt(20), 100);
            String what = "seed " + seed + " step " + step + ": " + charge + " at " + now;
            boolean fits = fits(ledger, limits, charge, now);
            assertThat(fits).as(what).isEqualTo(Oracle.fits(oracle, limits, charge, now, limits));
            if (fits) {
                ledger = ledger.with(step, charge, now, Duration.ofSeconds(300));
                oracle.add(new Sent(step, now, charge));
            } else {
                Instant turn = ledger.turn(limits, charge, TENTH_KEPT, now)
                        .map(Ledger.Turn::at)
                        .orElse(Instant.MAX);
                assertThat(turn).as(what).isEqualTo(Oracle.turn(oracle, limits, charge, now));
                if (!turn.equals(Instant.MAX) && random.nextInt(3) > 0) {
                    ledger = ledger.withReserved(step, charge, turn);
                    oracle.add(new Sent(step, turn, charge));
                }
            }
        }
        Oracle.assertNeverOverGranted(oracle, limits);
    }

    private static boolean fits(Ledger ledger, List<Limit> limits, Charge charge, Instant now) {
        long[] used = ledger.used(limits, now);
        for (int index = 0; index < used.length; index++) {
            if (!ledger.fits(limits.get(index), used[index], charge, now)) {
                return false;
            }
        }
        return true;
    }

    /** Everything that was sent or reserved, added up for each question, millisecond by millisecond where need be. */
    private static final class Oracle {
        static long in(List<Sent> sends, Limit limit, Instant end) {
            return sends.stream()
                    .filter(sent -> sent.at().isAfter(end.minus(limit.window()))
                            && !sent.at().isAfter(end))
                    .mapToLong(sent -> sent.charge().of(limit.measure()))
                    .sum();
        }

        /** Whether {@code charge} at {@code at} keeps {@code most} in every window that would hold it. */
        static boolean fits(List<Sent> sends, List<Limit> limits, Charge charge, Instant at, List<Limit> most) {
            for (int index = 0; index < limits.size(); index++) {
                Limit limit = limits.get(index);
                long asked = charge.of(limit.measure());
                long quantity = most.get(index).quantity();
                boolean over = Stream.concat(Stream.of(at), sends.stream().map(Sent::at))
                        .filter(end ->
                                !end.isBefore(at) && end.minus(limit.window()).isBefore(at))
                        .anyMatch(end -> in(sends, limit, end) + asked > quantity);
                if (asked > 0 && over) {
                    return false;
                }
            }
            return true;
        }

        static Instant turn(List<Sent> sends, List<Limit> limits, Charge charge, Instant now) {
            List<Limit> reservable = limits.stream()
                    .map(limit -> new Limit(limit.measure(), TENTH_KEPT.reservable(limit), limit.window()))
                    .toList();
            List<Sent> waiting =
                    sends.stream().filter(sent -> sent.at().isAfter(now)).toList();
            Instant last =
                    waiting.stream().map(Sent::at).max(Instant::compareTo).orElse(now);
            Stream<Instant> leaving = sends.stream()
                    .flatMap(sent -> limits.stream().map(limit -> sent.at().plus(limit.window())));
            return Stream.concat(Stream.of(last), leaving)
                    .filter(at -> !at.isBefore(last))
                    .filter(at ->
                            fits(sends, limits, charge, at, limits) && fits(waiting, limits, charge, at, reservable))
                    .min(Instant::compareTo)
                    .orElse(Instant.MAX);
        }

        static void assertNeverOverGranted(List<Sent> sends, List<Limit> limits) {
            for (Limit limit : limits) {
                assertThat(sends).allSatisfy(sent -> assertThat(in(sends, limit, sent.at()))
                        .isLessThanOrEqualTo(limit.quantity()));
            }
        }
    }

    @Test
    void whatIsChargedOrReservedShouldBeFoundByItsIdAndTakenOutByIt() {
        Ledger ledger = reserve(tenSent(), 11, TEN.plusSeconds(10));

        assertThat(ledger.find(4)).contains(new Sent(4, TEN.plusSeconds(3), ONE));
        assertThat(ledger.find(11)).contains(new Sent(11, TEN.plusSeconds(60), ONE));
        assertThat(ledger.find(12)).isEmpty();
        Ledger without = ledger.without(Set.of(4L, 11L));
        assertThat(without.knows(4)).isFalse();
        assertThat(without.knows(11)).isFalse();
        assertThat(without.used(TEN_A_MINUTE, TEN.plusSeconds(10))).containsExactly(9);
    }

    @Test
    void ledgerShouldBeEmptyWhenNoWindowHoldsAnythingAndNothingIsReserved() {
        Ledger ledger = tenSent();
        Instant last = TEN.plusSeconds(9);

        assertThat(ledger.isEmpty(DAY, last.plus(DAY).minusMillis(1))).isFalse();
        assertThat(ledger.isEmpty(DAY, last.plus(DAY))).isTrue();
        assertThat(ledger.withReserved(11, ONE, last.plus(DAY).plusSeconds(60)).isEmpty(DAY, last.plus(DAY)))
                .isFalse();
        assertThat(Ledger.EMPTY.isEmpty(DAY, TEN)).isTrue();
    }

    @Test
    void turnThatAClockReservedWhichWentBackSinceShouldComeNow() {
        Ledger ledger = Ledger.EMPTY
                .withReserved(1, ONE, TEN.plus(Duration.ofDays(3_650)))
                .withReserved(2, ONE, TEN.plus(Duration.ofDays(3_650)).plusSeconds(7));

        Ledger today = ledger.at(TEN, DAY);

        assertThat(today.charged().find(1)).contains(new Sent(1, TEN, ONE));
        assertThat(today.reserved().find(2)).contains(new Sent(2, TEN.plusSeconds(7), ONE));
    }
}
