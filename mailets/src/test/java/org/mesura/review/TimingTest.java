/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

    @ParameterizedTest(name = "read {0} ms ago")
    @CsvSource({"0, false", "2000, false", "2001, true", "-2000, false", "-2001, true", "-259000, true"})
    void whatIsNotTheTimeAnyMoreShouldBeReadAgain(long ago, boolean again) {
        Instant read = TEN.minusMillis(ago);

        assertThat(Timing.by(() -> TEN).of(read)).isEqualTo(again ? TEN : read);
        assertThat(Timing.GIVEN.of(read)).isEqualTo(read);
    }
}
