/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.request;

import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Cap;
import org.mesura.usage.CapRecord;

class CapChargeTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Cap THOUSAND = Cap.ofInstitution(1_000, DAY);

    private static CapRecord used(long quantity) {
        return CapRecord.EMPTY.with(TEN, quantity, DAY, TEN);
    }

    @ParameterizedTest(name = "{0} used, {1} charged: holds to {2}")
    @CsvSource({
        "300, 10, 789",
        "0, 799, 0",
        "0, 800, 0",
        "789, 10, 789",
        "790, 10, 790",
        "799, 10, 799",
        "800, 10, 990",
        "990, 10, 990",
        "991, 10, 9223372036854775807"
    })
    void chargeShouldHoldAsLongAsNothingElseWouldBeDecided(long used, int charged, long upTo) {
        assertThat(new CapCharge(THOUSAND, TEN, charged).holdsUpTo(used(used))).isEqualTo(upTo);
    }

    /** Against the review itself: whatever others charge up to that number, it decides the same and tells the same. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void reviewShouldDecideTheSameUpToThere(long seed) {
        var random = new Random(seed);
        for (int time = 0; time < 500; time++) {
            var cap = Cap.ofInstitution(1 + random.nextInt(60), DAY);
            long seen = random.nextInt(60);
            var request =
                    request("1").to(0, 1, 1 + random.nextInt(20)).capped(cap).build();
            var decided = Review.decide(AccountState.NEW, any -> used(seen), request, TEN);
            if (decided.capCharges().isEmpty()) {
                continue;
            }
            long upTo = decided.capCharges().get(0).holdsUpTo(used(seen));
            for (long used = seen; used <= upTo; used++) {
                long now = used;
                assertThat(Review.decide(AccountState.NEW, any -> used(now), request, TEN)
                                .answer())
                        .as("seed %s: %s of %s used, %s seen", seed, used, cap, seen)
                        .isEqualTo(decided.answer());
            }
        }
    }
}
