/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mesura.measure.Measures;

class TallyTest {
    private final Tally tally = new Tally();
    private final Measures measures = new Measures();

    @Test
    void bothAllAndTheHalfHeldOutShouldHoldTheBar() {
        tally.add(Half.TUNING, 0, 1_800);
        tally.add(Half.HELD_OUT, 2, 200);

        tally.atMost(5, measures, "days");

        assertThat(measures.missed()).containsExactly("days-held-out");
        assertThat(tally.shown()).isEqualTo("  1.000");
    }

    @Test
    void halfForTuningShouldHaveNoBar() {
        tally.add(Half.TUNING, true);
        tally.add(Half.HELD_OUT, 0, 999);

        tally.atMost(5, measures, "days");

        assertThat(measures.missed()).isEmpty();
        assertThat(tally.all()).isEqualTo(1_000);
        assertThat(tally.alarmed()).isEqualTo(1);
    }

    @Test
    void barShouldNotBeAskedOfSoFewThatOneWouldMissIt() {
        tally.add(Half.HELD_OUT, 1, 199);

        tally.atMost(5, measures, "days");

        assertThat(measures.missed()).isEmpty();
    }

    @Test
    void barOfNoneShouldBeAskedOfFewToo() {
        tally.add(Half.HELD_OUT, 1, 10);

        tally.atMost(0, measures, "days");

        assertThat(measures.missed()).containsExactly("days-all", "days-held-out");
    }

    @Test
    void rateShouldBeZeroWhenNothingWasCounted() {
        tally.atMost(0, measures, "days");

        assertThat(measures.missed()).isEmpty();
    }
}
