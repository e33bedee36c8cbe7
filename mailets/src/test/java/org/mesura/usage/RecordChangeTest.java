/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Deferral;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

/** What one ledger went through in two places comes together as if it had been in one. */
class RecordChangeTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private static Charge charge(long id) {
        return new Charge(1, id % 7, id % 5, 100 + id % 3);
    }

    private static SendRecord sent(SendRecord from, long first, int many, int second) {
        var record = from;
        for (long id = first; id < first + many; id++) {
            record = record.with(id, charge(id), TEN.plusSeconds(second).plusMillis(id - first), DAY);
        }
        return record;
    }

    @Test
    void exampleOfTheManualShouldHold() {
        var before = sent(SendRecord.EMPTY, 1, 2, 0);
        var after = sent(before.without(1), 3, 2, 20);
        var here = sent(before, 5, 1, 10);

        assertThat(here.withChange(before, after).sent()).extracting(Sent::id).containsExactly(2L, 5L, 3L, 4L);
    }

    /** A call that was given up and executed all the same: its sends are here already when they are handed in. */
    @ParameterizedTest(name = "{0} before, {1} there, {2} here")
    @CsvSource({"0, 1, 0", "3, 5, 2", "900, 90, 90", "900, 500, 500", "2000, 1500, 800"})
    void whatIsHandedInTwiceShouldCountOnce(int common, int there, int here) {
        var before = sent(SendRecord.EMPTY, 1, common, 0);
        var after = sent(before, 10_001, there, 100);
        var other = sent(before, 20_001, here, 100);
        var now = TEN.plusSeconds(200);

        var once = other.withChange(before, after);
        var twice = once.withChange(before, after);

        for (Measure measure : Measure.values()) {
            long expected = total(1, common, measure) + total(10_001, there, measure) + total(20_001, here, measure);
            assertThat(once.used(measure, DAY, now)).as("%s", measure).isEqualTo(expected);
            if (there < 1_000) {
                assertThat(twice.used(measure, DAY, now))
                        .as("%s, twice", measure)
                        .isEqualTo(expected);
            } else {
                assertThat(twice.used(measure, DAY, now))
                        .as("%s, twice", measure)
                        .isGreaterThanOrEqualTo(expected);
            }
        }
        assertThat(once.knows(10_001) && once.knows(10_000L + there)).isTrue();
    }

    private static long total(long first, int many, Measure measure) {
        long sum = 0;
        for (long id = first; id < first + many; id++) {
            sum += charge(id).of(measure);
        }
        return sum;
    }

    /** Against a ledger as a list: whatever is sent, taken back, reserved and comes due in two places. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void ledgersOfTwoPlacesShouldComeTogether(long seed) {
        var random = new Random(seed);
        var common = new Place(random, 0);
        common.act(random.nextInt(40));
        var there = new Place(random, common, 100_000);
        var here = new Place(random, common, 200_000);
        there.act(random.nextInt(60));
        here.act(random.nextInt(60));

        var both = here.ledger.withChange(common.ledger, there.ledger);
        var end = TEN.plusSeconds(10_000);

        Set<Long> expected = new HashSet<>(here.live.keySet());
        expected.addAll(there.live.keySet());
        expected.removeAll(here.gone);
        expected.removeAll(there.gone);
        var settled = both.at(end, DAY);
        assertThat(settled.charged().sent())
                .as("seed %s", seed)
                .extracting(Sent::id)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(both.withChange(common.ledger, there.ledger)
                        .at(end, DAY)
                        .charged()
                        .sent())
                .as("seed %s, handed in twice", seed)
                .containsExactlyElementsOf(settled.charged().sent());
    }

    /** A ledger that goes on, and what is in it. */
    private static final class Place {
        private static final List<Limit> LIMITS = List.of(new Limit(Measure.MESSAGES, 1_000, Duration.ofHours(1)));
        private static final Deferral DEFERRAL = new Deferral(Duration.ofHours(4), 10, 5);

        private final Random random;
        private final TreeMap<Long, Boolean> live = new TreeMap<>();
        private final Set<Long> gone = new HashSet<>();
        private Ledger ledger = Ledger.EMPTY;
        private Instant now = TEN;
        private long next;

        Place(Random random, long first) {
            this.random = random;
            this.next = first + 1;
        }

        Place(Random random, Place other, long first) {
            this(random, first);
            this.ledger = other.ledger;
            this.now = other.now;
            live.putAll(other.live);
            gone.addAll(other.gone);
        }

        void act(int times) {
            for (int time = 0; time < times; time++) {
                now = now.plusMillis(random.nextInt(20_000));
                ledger = ledger.at(now, DAY);
                switch (random.nextInt(5)) {
                    case 0 -> takeBack();
                    case 1 -> reserve();
                    default -> send();
                }
            }
        }

        private void send() {
            ledger = ledger.with(next, charge(next), now, DAY);
            live.put(next++, true);
        }

        private void reserve() {
            var turn = ledger.turn(LIMITS, charge(next), DEFERRAL, now).orElseThrow();
            ledger = ledger.withReserved(next, charge(next), turn.at().plusMillis(random.nextInt(60_000)));
            live.put(next++, true);
        }

        private void takeBack() {
            var ids = List.copyOf(live.keySet());
            if (ids.isEmpty()) {
                return;
            }
            long id = ids.get(random.nextInt(ids.size()));
            ledger = ledger.refunded(id).released(id);
            live.remove(id);
            gone.add(id);
        }
    }
}
