/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

class PaceTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Limit HOURLY = new Limit(Measure.RECIPIENTS, 500, Duration.ofHours(1));

    @ParameterizedTest(name = "352 recipients {0} min ago and {1} lately: full in {2} min")
    @CsvSource({
        // 10 a minute: 88 are left, and nothing leaves the window by then
        "30, 60, 9",
        // 20 a minute: 28 are left
        "30, 120, 1.8",
        // the 352 leave after five minutes, and 500 are sent after 50; the 60 are in the window all the while
        "55, 60, 44.4",
        // 51 in six minutes are more than 500 an hour: full just before the hour is over
        "55, 51, 53.4"
    })
    void limitShouldBeFullWhenWhatIsSentAndWhatLeavesAddUp(long earlier, long lately, double minutes) {
        var record = sent(352, TEN.minus(Duration.ofMinutes(earlier))).with(recipients(lately), TEN, DAY);

        assertThat(Pace.fullAt(record, HOURLY, TEN)).contains(TEN.plusSeconds(Math.round(minutes * 60)));
    }

    @ParameterizedTest(name = "{0} recipients {1} s ago: nothing to foretell")
    @CsvSource({
        // full already
        "500, 0", "600, 0",
        // nothing in the last six minutes
        "450, 360", "450, 2400",
        // 40 in six minutes are 400 an hour
        "40, 0"
    })
    void nothingShouldBeForetoldWhenThePaceDoesNotFillTheLimit(long recipients, long seconds) {
        assertThat(Pace.fullAt(sent(recipients, TEN.minusSeconds(seconds)), HOURLY, TEN))
                .isEmpty();
    }

    @Test
    void lastSixMinutesOfAnHourShouldMakeThePace() {
        var record = sent(450, TEN.minusSeconds(360).plusMillis(1));

        // 75 a minute: 50 are left
        assertThat(Pace.fullAt(record, HOURLY, TEN)).contains(TEN.plusSeconds(72));
    }

    @Test
    void lastMinuteShouldMakeThePaceOfAShortWindow() {
        var record = sent(20, TEN.minusSeconds(61)).with(recipients(5), TEN.minusSeconds(30), DAY);
        var limit = new Limit(Measure.RECIPIENTS, 30, Duration.ofMinutes(5));

        // 5 a minute: 5 are left
        assertThat(Pace.fullAt(record, limit, TEN)).contains(TEN.plusSeconds(60));
    }

    @Test
    void emptyRecordShouldForetellNothing() {
        assertThat(Pace.fullAt(SendRecord.EMPTY, HOURLY, TEN)).isEqualTo(Optional.empty());
    }

    private static SendRecord sent(long recipients, Instant at) {
        return SendRecord.EMPTY.with(recipients(recipients), at, DAY);
    }

    private static Charge recipients(long recipients) {
        return new Charge(1, recipients, 0, 1_000);
    }
}
