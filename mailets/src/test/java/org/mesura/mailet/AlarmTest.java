/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.Test;

/** Guarantees 7 and 11 for our own faults. */
class AlarmTest {
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final SettableClock clock = new SettableClock(Edge.NOON);
    private final Alarm alarm = new Alarm(metrics);

    @Test
    void faultsShouldBeCountedEachAndLoggedOnceAMinute() {
        try (Log log = new Log(Alarm.class)) {
            for (int second = 0; second < 180; second++) {
                alarm.raise("could not", new IllegalStateException("no disk"), clock.instant());
                clock.advance(Duration.ofSeconds(1));
            }

            assertThat(log.lines()).hasSize(3).last().asString().startsWith("could not (121 faults since the start)");
        }
        assertThat(alarm.count()).isEqualTo(180);
        assertThat(metrics.countFor("mesura.faults")).isEqualTo(180);
    }

    @Test
    void faultShouldBeRecentForAsLongAsIsAsked() {
        assertThat(alarm.raisedWithin(Duration.ofMinutes(10), clock.instant())).isFalse();
        alarm.raise("could not", new IllegalStateException(), clock.instant());
        clock.advance(Duration.ofMinutes(10).minusMillis(1));

        assertThat(alarm.raisedWithin(Duration.ofMinutes(10), clock.instant())).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(alarm.raisedWithin(Duration.ofMinutes(10), clock.instant())).isFalse();
    }

    @Test
    void logShouldTellTheTraceAndNoAddressWhenAFaultQuotesSome() {
        Exception cause = new AddressException("Illegal address", "beto@outside.example");
        Exception fault =
                new MessagingException("In parameter list <; name=\"nómina de marzo\">, for a@b.example", cause);
        try (Log log = new Log(Alarm.class)) {
            alarm.raise("could not", fault, clock.instant());

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("javax.mail.MessagingException: In parameter list (left out)", "AddressException")
                    .contains("at org.mesura.mailet.AlarmTest")
                    .doesNotContain("beto", "nómina", "a@b");
        }
    }

    @Test
    void faultShouldBeLoggedWhenItsCausesRunInACircle() {
        Exception first = new IllegalStateException("first");
        Exception second = new IllegalStateException("second", first);
        first.initCause(second);
        try (Log log = new Log(Alarm.class)) {
            alarm.raise("could not", first, clock.instant());

            assertThat(log.lines()).hasSize(1);
        }
    }
}
