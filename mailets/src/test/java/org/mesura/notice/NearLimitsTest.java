/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.OverLimit;
import org.mesura.usage.LimitUsage;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;

class NearLimitsTest {
    @ParameterizedTest(name = "{0}, used of 100 in each window: {1} -> warns of {2}")
    @CsvSource({
        "DEFER, PT1M 0 PT1H 85 PT24H 90, PT24H PT1H",
        "DEFER, PT1M 0 PT1H 80 PT24H 79, PT1H",
        "DEFER, PT1M 0 PT1H 50 PT24H 60, PT24H",
        "DEFER, PT1M 99 PT1H 85 PT24H 10, PT1H",
        "DEFER, PT1M 99 PT1H 60 PT24H 10, ''",
        "DEFER, PT59M59.999S 99, ''",
        "BOUNCE, PT1M 99 PT1H 85 PT24H 10, PT1M PT1H",
        "HOLD, PT1M 81 PT1H 79, PT1M",
    })
    void accountShouldBeWarnedOfWhatIsClose(OverLimit overLimit, String used, String expected) {
        assertThat(NearLimits.of(usage(used), overLimit).stream()
                        .map(limit -> limit.limit().window().toString()))
                .isEqualTo(Splitter.on(' ').omitEmptyStrings().splitToList(expected));
    }

    private static ImmutableList<LimitUsage> usage(String used) {
        String[] words = used.split(" ");
        return Arrays.stream(words)
                .filter(word -> word.startsWith("PT"))
                .map(window -> new LimitUsage(
                        new Limit(Measure.MESSAGES, 100, Duration.parse(window)),
                        Long.parseLong(words[Arrays.asList(words).indexOf(window) + 1])))
                .collect(ImmutableList.toImmutableList());
    }
}
