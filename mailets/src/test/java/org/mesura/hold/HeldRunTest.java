/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.hold.Mails.ANA;
import static org.mesura.hold.Mails.TEN;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class HeldRunTest {
    private static HeldRun run(long waiting) {
        return new HeldRun(ANA, TEN, waiting, 3, 0, Optional.of(TEN), true);
    }

    @Test
    void runShouldBeOverWhenNothingOfItWaits() {
        assertThat(run(1).isOver()).isFalse();
        assertThat(run(0).isOver()).isTrue();
    }
}
