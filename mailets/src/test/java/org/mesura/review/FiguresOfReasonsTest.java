/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static java.util.Optional.empty;
import static java.util.Optional.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesura.bulk.Evidence;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.review.Suspension.Cause;

/** What a reason and an event are called, and what they say in figures. */
class FiguresOfReasonsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Limit HOURLY = Requests.recipients(500, HOUR);
    private static final Cap CAP = Cap.ofInstitution(5_000, DAY);

    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of(
                        new Reason.OverLimit(HOURLY, 480, 60, TEN),
                        "over-limit",
                        new Measured(of("recipients per 1h"), of(480L), of(500L), of(60L), of(TEN))),
                Arguments.of(
                        new Reason.OverCap(CAP, 4_970, 60, TEN),
                        "over-cap",
                        new Measured(of(CAP.name()), of(4_970L), of(5_000L), of(60L), of(TEN))),
                Arguments.of(
                        new Reason.NeverFits(HOURLY, 600),
                        "never-fits",
                        new Measured(of("recipients per 1h"), empty(), of(500L), of(600L), empty())),
                Arguments.of(
                        new Reason.TooManyRecipients(100, 163),
                        "too-many-recipients",
                        new Measured(empty(), empty(), of(100L), of(163L), empty())),
                Arguments.of(
                        new Reason.Bulk(new Evidence(TEN, 3, 163), 150),
                        "bulk",
                        new Measured(empty(), of(163L), of(150L), empty(), empty())),
                Arguments.of(
                        new Reason.VisibleRecipients(30, 25),
                        "visible-recipients",
                        new Measured(empty(), empty(), of(25L), of(30L), empty())),
                Arguments.of(
                        new Reason.Suspended(new Suspension(TEN, Optional.empty(), Cause.ADMINISTRATOR)),
                        "suspended",
                        Measured.NOTHING));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void reasonShouldHaveItsNameAndItsFigures(Reason reason, String id, Measured measured) {
        assertThat(reason.id()).isEqualTo(id);
        assertThat(Measured.of(reason)).isEqualTo(measured);
    }

    @Test
    void whatIsLeftOfALimitShouldNeverBeNegative() {
        assertThat(new Reason.OverLimit(HOURLY, 480, 60, TEN).remaining()).isEqualTo(20);
        assertThat(new Reason.OverLimit(HOURLY, 520, 60, TEN).remaining()).isZero();
    }

    @Test
    void eventShouldHaveItsNameAndSayHowFullItIs() {
        assertThat(new Event.OverAttempted(HOURLY, 657).percent()).isEqualTo(131);
        assertThat(new Event.CapNearlyUsed(CAP, 4_050).percent()).isEqualTo(81);
        assertThat(Stream.of(
                                new Event.OverAttempted(HOURLY, 657),
                                new Event.CapNearlyUsed(CAP, 4_050),
                                new Event.Suspended(new Suspension(TEN, Optional.empty(), Cause.UNKNOWN_RECIPIENTS)))
                        .map(Event::id))
                .containsExactly("over-attempted", "cap-nearly-used", "suspended");
    }
}
