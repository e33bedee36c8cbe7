/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Limit;
import org.mesura.usage.SendRecord;

/** Clocks that are set, stepped by NTP or stopped by a suspended machine, against the time that really passed. */
class ClockStepsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Limit TWENTY = messages(20, WINDOW);

    /**
     * A grant.
     *
     * @param passed real milliseconds since the beginning
     * @param ahead by how many milliseconds the clock was stepped forward until then, in all
     */
    private record Granted(long passed, long ahead) {}

    /** Guarantee 3: an over-grant is bounded by the steps forward, and nobody is blocked longer than the window. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void stepsShouldNeitherBlockLongerThanTheWindowNorGrantMoreThanTheStep(long seed) {
        Random random = new Random(seed);
        OneAccount ana = new OneAccount();
        List<Granted> granted = new ArrayList<>();
        long passed = 0;
        long offset = 0;
        long ahead = 0;
        for (int step = 0; step < 3_000; step++) {
            passed += random.nextInt(20_000);
            if (random.nextInt(50) == 0) {
                long by = random.nextLong(-7_200_000, 300_000);
                offset += by;
                ahead += Math.max(0, by);
            }
            Instant clock = TEN.plusMillis(passed + offset);
            if (ana.decision(request("m" + step, TWENTY), clock) instanceof Decision.Accept) {
                granted.add(new Granted(passed, ahead));
            }
            if (random.nextInt(300) == 0) {
                passed += WINDOW.plus(SendRecord.SKEW).toMillis();
                assertThat(ana.decision(request("rested" + step, TWENTY), TEN.plusMillis(passed + offset))
                                .verdict())
                        .as("seed %s step %s: silent for a whole window", seed, step)
                        .isEqualTo("accept");
                granted.add(new Granted(passed, ahead));
            }
        }
        assertThat(granted.size()).isGreaterThan(500);
        for (int last = 20; last < granted.size(); last++) {
            Granted first = granted.get(last - 20);
            long apart = granted.get(last).passed() - first.passed();
            long stepped = granted.get(last).ahead() - first.ahead();
            assertThat(apart + stepped)
                    .as("seed %s: 21 grants, the last the %sth", seed, last)
                    .isGreaterThanOrEqualTo(WINDOW.toMillis());
        }
    }
}
