/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import com.google.common.collect.ImmutableSet;

/** With the narrowest limit of {@link Tariff#PACED}, 20 messages in 10 s, to insiders only. */
class GrantsTest {
    private static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
    private static final Instant END = TEN.plusSeconds(3_600);
    private static final String ANA = "paced0@paced.example";
    private static final int LIMIT = 20;

    private final Steps clock = new Steps();
    private final Map<Submitted, List<Arrival>> known = new LinkedHashMap<>();
    private long next = 1;

    @Test
    void asManyAsTheLimitShouldBeFine() {
        reviewed(LIMIT, 0);
        reviewed(LIMIT, 10_001);

        assertThat(overGranted()).isEmpty();
    }

    @Test
    void oneMoreInAWindowShouldBeFound() {
        reviewed(LIMIT, 0);
        reviewed(1, 9_990);

        assertThat(overGranted()).singleElement().asString().contains(ANA, "21 messages of 20");
    }

    @Test
    void widerLimitOfThePolicyAtTheReviewShouldHold() {
        reviewed("paced-1", LIMIT + 5, 0);

        assertThat(overGranted()).isEmpty();
    }

    @Test
    void whatWaitedShouldBeJudgedByTheSecondsInWhichItWasSurelyCharged() {
        // the widest gives 30; what left in the first two seconds may have been charged before the window
        released(30, 0);
        released(1, 8_100);
        assertThat(overGranted()).isEmpty();

        released(1, 7_000);
        assertThat(overGranted()).singleElement().asString().contains("31 messages of 30");
    }

    @Test
    void whatWasGrantedInTheSecondBeforeAKillMayBeForgotten() {
        reviewed(LIMIT, 0);
        reviewed(LIMIT, 5_000);

        assertThat(overGranted(killed(500))).isEmpty();
        assertThat(overGranted(killed(1_500))).isNotEmpty();
    }

    @Test
    void whatIsReviewedAfterTheKillThatItWentThroughShouldNotBeJudged() {
        reviewed(LIMIT, 0);
        Instant at = TEN.plusMillis(5_000);
        add(new Stamp("paced-0", "accept", at, Optional.empty()), TEN.plusMillis(3_000));

        Grants grants = new Grants(known, clock, List.of(killed(4_000)), END);
        assertThat(grants.overGranted()).isEmpty();
        assertThat(grants.judged()).isEqualTo(LIMIT);
        assertThat(grants.unjudged()).startsWith("1 reviewed after a kill");
    }

    @Test
    void stepAheadShouldFreeWhatItPassesAndOneBackNothing() {
        reviewed(LIMIT, 0);
        int step = clock.step(Duration.ofSeconds(9));
        stepped(LIMIT, 2_000, step);
        assertThat(overGranted()).isEmpty();

        int back = clock.step(Duration.ofSeconds(-60));
        stepped(1, 3_000, back);
        assertThat(overGranted()).singleElement().asString().contains("21 messages of 20");
    }

    @Test
    void whatCouldNotBeKeptShouldNotBeJudged() {
        reviewed(LIMIT, 0);
        add(new Stamp("paced-0", "defer", TEN.plusMillis(5), Optional.empty()), TEN.plusMillis(5));

        assertThat(overGranted()).isEmpty();
    }

    @Test
    void whoAsksALimitForNothingShouldNotBeJudgedByIt() {
        Stamp wide = new Stamp("paced-2", "accept", TEN, Optional.empty());
        for (int mail = 0; mail < LIMIT; mail++) {
            add(
                    wide,
                    TEN,
                    Crowd.outsider(1),
                    Crowd.outsider(2),
                    Crowd.outsider(3),
                    Crowd.outsider(4),
                    Crowd.outsider(5));
        }
        Instant later = TEN.plusSeconds(30);
        Stamp narrow = new Stamp("paced-0", "accept", later, Optional.empty());
        add(narrow, later);
        assertThat(overGranted()).isEmpty();

        add(narrow, later, Crowd.outsider(6));
        assertThat(overGranted()).singleElement().asString().contains("101 external recipients of 90");
    }

    private List<String> overGranted(Kill... kills) {
        return new Grants(known, clock, List.of(kills), END).overGranted();
    }

    private static Kill killed(long millis) {
        Instant at = TEN.plusMillis(millis);
        return new Kill(at, at.minusSeconds(1), at.plusMillis(1));
    }

    private void reviewed(int mails, long millis) {
        reviewed("paced-0", mails, millis);
    }

    private void reviewed(String policy, int mails, long millis) {
        for (int mail = 0; mail < mails; mail++) {
            Instant at = TEN.plusMillis(millis);
            add(new Stamp(policy, "accept", at, Optional.empty()), at);
        }
    }

    /** Reviewed so many real milliseconds after ten, by a clock that was stepped. */
    private void stepped(int mails, long millis, int step) {
        for (int mail = 0; mail < mails; mail++) {
            Instant real = TEN.plusMillis(millis);
            add(new Stamp("paced-0", "accept", real.plus(clock.offset()).plusNanos(step), Optional.empty()), real);
        }
    }

    private void released(int mails, long millis) {
        for (int mail = 0; mail < mails; mail++) {
            Instant at = TEN.plusMillis(millis);
            add(new Stamp("paced-0", "defer", at.minusSeconds(60), Optional.of(at)), at);
        }
    }

    private void add(Stamp stamp, Instant sent, String... outsiders) {
        long id = next++;
        ImmutableSet<String> recipients = ImmutableSet.<String>builder()
                .add("colleague@paced.example")
                .add(outsiders)
                .build();
        Submitted mail = new Submitted(id, ANA, recipients, sent, sent);
        known.put(
                mail,
                List.of(new Arrival(
                        Arrival.Kind.MAIL,
                        OptionalLong.of(id),
                        mail.recipients(),
                        Optional.of(stamp),
                        Optional.empty(),
                        "<" + id + "@client.example>",
                        sent.plusMillis(50))));
    }
}
