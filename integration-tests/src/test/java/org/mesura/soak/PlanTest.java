/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.soak.Event.What;

class PlanTest {
    private static final int SEEDS = 200;
    private static final Duration WRITTEN = Duration.ofSeconds(1);

    @Test
    void planShouldBeAFunctionOfSeedAndMinutes() {
        assertThat(Plan.of(7, 5))
                .isEqualTo(Plan.of(7, 5))
                .isNotEqualTo(Plan.of(8, 5))
                .isNotEqualTo(Plan.of(7, 6));
    }

    @Test
    void shorterThanFiveMinutesShouldBeRefused() {
        assertThatThrownBy(() -> Plan.of(7, 4)).hasMessageContaining("minutes").hasMessageContaining("4");
    }

    @ParameterizedTest(name = "{0} minutes")
    @ValueSource(ints = {5, 8, 30, 60})
    void everythingShouldHappenInOrderWithinTheTime(int minutes) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Plan plan = Plan.of(seed, minutes);

            assertThat(plan.events()).as("seed %s", seed).isSortedAccordingTo(Comparator.comparing(Event::at));
            assertThat(plan.events().stream().map(Event::what).collect(toSet()))
                    .as("seed %s", seed)
                    .isEqualTo(EnumSet.allOf(What.class));
            assertThat(plan.kills()).as("seed %s", seed).isGreaterThanOrEqualTo(Plan.FEWEST_KILLS);
            assertThat(plan.events()).as("seed %s", seed).allSatisfy(event -> assertThat(event.at())
                    .isBetween(Duration.ofSeconds(15), Duration.ofMinutes(minutes)));
        }
    }

    @Test
    void diskShouldHaveRoomAgainBeforeAKill() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Event> events = Plan.of(seed, 5).events();
            for (Event full : of(events, What.DISK_FULL)) {
                assertThat(of(events, What.KILL)).as("seed %s", seed).allSatisfy(kill -> assertThat(kill.at())
                        .satisfiesAnyOf(at -> assertThat(at).isLessThan(full.at()), at -> assertThat(at)
                                .isGreaterThan(full.end().plus(WRITTEN))));
            }
        }
    }

    @Test
    void longFormShouldHaveALongLifeWithARestNearItsBeginAndAtItsEnd() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Event> events = Plan.of(seed, 30).events();
            List<Event> rests = of(events, What.REST);

            assertThat(rests).as("seed %s", seed).hasSize(2);
            assertThat(rests.get(1).at().minus(rests.get(0).at()))
                    .as("seed %s", seed)
                    .isGreaterThan(Plan.LONG_LIFE);
            assertThat(of(events, What.KILL)).as("seed %s", seed).noneSatisfy(kill -> assertThat(kill.at())
                    .isBetween(rests.get(0).at(), rests.get(1).at()));
        }
    }

    private static List<Event> of(List<Event> events, What what) {
        return events.stream().filter(event -> event.what() == what).toList();
    }
}
