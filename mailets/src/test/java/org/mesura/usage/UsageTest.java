/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

/** How full limits are: {@link Usage}, {@link LimitUsage} and {@link Charge}. */
class UsageTest {
    private static final Limit MESSAGES = new Limit(Measure.MESSAGES, 30, Duration.ofMinutes(1));
    private static final Limit RECIPIENTS = new Limit(Measure.RECIPIENTS, 500, Duration.ofHours(1));

    @ParameterizedTest(name = "of 30 {0} are used: {1} left, {2} %")
    @CsvSource({"0, 30, 0", "1, 29, 3", "29, 1, 96", "30, 0, 100", "31, 0, 103"})
    void limitShouldSayWhatIsLeftAndHowFullItIs(long used, long left, long percent) {
        LimitUsage usage = new LimitUsage(MESSAGES, used);

        assertThat(usage.remaining()).isEqualTo(left);
        assertThat(usage.percent()).isEqualTo(percent);
    }

    @Test
    void fullestLimitShouldBeThatOfWhichTheLargestShareIsUsed() {
        List<Limit> limits = List.of(MESSAGES, RECIPIENTS);

        assertThat(LimitUsage.fullestPercent(limits, new long[] {15, 400})).isEqualTo(80);
        assertThat(LimitUsage.fullestPercent(limits, new long[] {27, 400})).isEqualTo(90);
        assertThat(LimitUsage.fullestPercent(List.of(), new long[0])).isZero();
    }

    @Test
    void usageShouldCountWhatComesBesidesByItsMeasure() {
        Usage usage = Usage.of(ImmutableList.of(MESSAGES, RECIPIENTS), new long[] {4, 70}, new Charge(1, 20, 0, 0));

        assertThat(usage.list()).containsExactly(new LimitUsage(MESSAGES, 5), new LimitUsage(RECIPIENTS, 90));
        assertThat(Usage.NONE.list()).isEmpty();
    }

    @Test
    void usagesShouldBeEqualWhenTheirLimitsAreEquallyFullHoweverThatCame() {
        Usage counted = Usage.of(ImmutableList.of(MESSAGES), new long[] {4}, new Charge(1, 0, 0, 0));
        Usage listed = Usage.of(List.of(new LimitUsage(MESSAGES, 5)));

        assertThat(counted)
                .isEqualTo(listed)
                .hasSameHashCodeAs(listed)
                .hasToString(listed.list().toString());
        assertThat(counted)
                .isNotEqualTo(Usage.of(List.of(new LimitUsage(MESSAGES, 6))))
                .isNotEqualTo(Usage.NONE)
                .isNotEqualTo("5 of 30");
        assertThat(counted.hashCode()).isNotEqualTo(Usage.NONE.hashCode());
    }

    @Test
    void recordShouldSayHowFullEachLimitIs() {
        Instant now = Instant.parse("2026-03-02T10:00:00Z");
        SendRecord record = SendRecord.EMPTY.with(new Charge(1, 40, 0, 0), now, Duration.ofDays(1));

        assertThat(record.usage(List.of(MESSAGES, RECIPIENTS), now))
                .containsExactly(new LimitUsage(MESSAGES, 1), new LimitUsage(RECIPIENTS, 40));
        assertThat(record.sent(Duration.ofHours(1), now)).isEqualTo(new Charge(1, 40, 0, 0));
        assertThat(record.sent(Duration.ofHours(1), now.plusSeconds(3_600))).isEqualTo(Charge.NOTHING);
    }

    @Test
    void chargeShouldBeWhatASubmissionTakesOfEachMeasure() {
        Submission submission = new Submission(
                new SubmissionId("Mail-1"), new Sender("ana@localhost"), Recipients.of(1, 7, 8), 1_000, 0, false, 1);

        assertThat(Charge.of(submission)).isEqualTo(new Charge(1, 3, 2, 3_000));
    }

    @Test
    void chargeShouldNotBeNegativeInAnyMeasure() {
        for (long[] parts : new long[][] {{-1, 0, 0, 0}, {0, -1, 0, 0}, {0, 0, -1, 0}, {0, 0, 0, -1}}) {
            assertThatThrownBy(() -> new Charge(parts[0], parts[1], parts[2], parts[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("a charge must not be negative");
        }
    }
}
