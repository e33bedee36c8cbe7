/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.apache.james.core.healthcheck.Result;
import org.apache.james.core.healthcheck.ResultStatus;
import org.junit.jupiter.api.Test;
import org.mesura.config.LoadedSettings;
import org.mesura.mailet.Edge;

import com.google.common.collect.ImmutableList;

import reactor.core.publisher.Mono;

class MesuraHealthCheckTest {
    private final Edge edge = new Edge("");

    @Test
    void mesuraShouldBeHealthyWhenNothingIsWrong() {
        Result result = check();

        assertThat(result.getComponentName().getName()).isEqualTo("Mesura");
        assertThat(result.getStatus()).isEqualTo(ResultStatus.HEALTHY);
    }

    @Test
    void mesuraShouldBeDegradedWithAllMistakesWhenAnOldCopyIsInForce() {
        Result result = check("limit 'x' must", "policy 'y' must");

        assertThat(result.getStatus()).isEqualTo(ResultStatus.DEGRADED);
        assertThat(result.getCause()).hasValueSatisfying(cause -> assertThat(cause)
                .isEqualTo("conf/mesura.xml is not in force, its last good copy is: limit 'x' must; policy 'y' must"));
    }

    @Test
    void mesuraShouldBeDegradedForTenMinutesAfterAFault() {
        edge.fail();
        edge.clock.advance(Duration.ofMinutes(10).minusMillis(1));

        assertThat(check().getStatus()).isEqualTo(ResultStatus.DEGRADED);
        assertThat(check().getCause()).contains("faults since the start: 1; see James's log");
        edge.clock.advance(Duration.ofMillis(1));
        assertThat(check().getStatus()).isEqualTo(ResultStatus.HEALTHY);
    }

    private Result check(String... mistakes) {
        LoadedSettings loaded =
                new LoadedSettings(edge.settings, Path.of("conf/mesura.xml"), ImmutableList.copyOf(mistakes));
        return Mono.from(new MesuraHealthCheck(loaded, edge.alarm, edge.clock).check())
                .block();
    }
}
