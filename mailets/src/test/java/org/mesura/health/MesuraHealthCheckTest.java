/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

import org.apache.james.core.healthcheck.Result;
import org.apache.james.core.healthcheck.ResultStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.config.SettingsFile;
import org.mesura.config.SettingsInForce;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.HoldingLimits;
import org.mesura.hold.Mails;
import org.mesura.hold.Waits;
import org.mesura.mailet.Edge;
import org.mesura.store.StoreHealth;
import org.mesura.store.embedded.FileHealth;
import org.mesura.store.memory.MemoryHoldingArea;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

import reactor.core.publisher.Mono;

class MesuraHealthCheckTest {
    private static final Sender ANA = new Sender("ana@localhost");

    private final Edge edge = new Edge("");

    @TempDir
    Path folder;

    private final HoldingArea held = new MemoryHoldingArea();
    private Path file;
    private SettingsInForce settings;
    private StoreHealth store = new FileHealth(Optional.empty(), Optional.empty());

    private Instant lastRound = Edge.NOON;
    private ImmutableList<String> broken = ImmutableList.of();

    @BeforeEach
    void load() throws Exception {
        file = folder.resolve("mesura.xml");
        Files.writeString(file, "<mesura/>");
        settings = new SettingsInForce(new SettingsFile(file, folder.resolve("last-good.xml")), Edge.NOON);
    }

    @Test
    void mesuraShouldBeHealthyWhenNothingIsWrong() {
        Result result = check();

        assertThat(result.getComponentName().getName()).isEqualTo("Mesura");
        assertThat(result.getStatus()).isEqualTo(ResultStatus.HEALTHY);
    }

    @Test
    void mesuraShouldBeDegradedWithAllMistakesWhenTheFileIsBroken() throws Exception {
        Files.writeString(file, "<mesura mode='off'><polices/></mesura>");
        settings.refresh(edge.clock.instant());
        Result result = check();

        assertThat(result.getStatus()).isEqualTo(ResultStatus.DEGRADED);
        assertThat(result.getCause()).hasValueSatisfying(cause -> assertThat(cause)
                .startsWith("conf/mesura.xml is not in force, what was before is: ")
                .contains("'off'", "; ", "polices"));
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

    @Test
    void mesuraShouldBeHealthyWithoutAFile() {
        store = Optional::empty;

        assertThat(check().getStatus()).isEqualTo(ResultStatus.HEALTHY);
    }

    @Test
    void mesuraShouldBeDegradedWithTheReasonWhenTheFileCannotBeWritten() {
        store = new FileHealth(Optional.empty(), Optional.of("ledger.mv.db is locked"));

        assertThat(check().getStatus()).isEqualTo(ResultStatus.DEGRADED);
        assertThat(check().getCause())
                .contains("counts are kept in memory only, for their file cannot be written: ledger.mv.db is locked");
    }

    @Test
    void mesuraShouldBeDegradedWhenTheFileIsFarBehind() {
        store = new FileHealth(Optional.of(FileHealth.BEHIND), Optional.empty());
        assertThat(check().getStatus()).isEqualTo(ResultStatus.HEALTHY);

        store = new FileHealth(Optional.of(FileHealth.BEHIND.plusMillis(1)), Optional.empty());
        assertThat(check().getStatus()).isEqualTo(ResultStatus.DEGRADED);
        assertThat(check().getCause()).contains("the file of counts is 5 s behind");
    }

    @Test
    void mesuraShouldBeDegradedWhenHeldMailIsLate() throws Exception {
        held.admit(Mails.mail("Mail-1", ANA, new Waits.ForTurn(Edge.NOON), Edge.NOON), 1_000, HoldingLimits.DEFAULT);
        edge.clock.advance(MesuraHealthCheck.LATE);
        assertThat(check().getStatus()).isEqualTo(ResultStatus.HEALTHY);

        edge.clock.advance(Duration.ofSeconds(1));
        assertThat(check().getStatus()).isEqualTo(ResultStatus.DEGRADED);
        assertThat(check().getCause()).contains("held mail is 61 s late; see James's log");
    }

    @Test
    void mesuraShouldBeDegradedWithFileAndReasonWhileTextsAreBroken() {
        broken = ImmutableList.of("es/refused.txt.mustache: there is no variable 'freAt'");

        assertThat(check().getStatus()).isEqualTo(ResultStatus.DEGRADED);
        assertThat(check().getCause())
                .contains("built-in texts stand in for what is broken in conf/notices: "
                        + "es/refused.txt.mustache: there is no variable 'freAt'");

        broken = ImmutableList.of();
        assertThat(check().getStatus()).isEqualTo(ResultStatus.HEALTHY);
    }

    @Test
    void fiveBrokenTextsShouldBeNamedAndTheOthersCounted() {
        broken = IntStream.rangeClosed(1, 7)
                .mapToObj(number -> "es/" + number + ".txt.mustache: broken")
                .collect(ImmutableList.toImmutableList());

        assertThat(check().getCause()).hasValueSatisfying(cause -> assertThat(cause)
                .contains("es/5.txt")
                .doesNotContain("es/6.txt")
                .endsWith("; and 2 more, see James's log"));
    }

    @Test
    void allCausesShouldBeToldAtOnce() throws Exception {
        Files.writeString(file, "<mesura mode='off'/>");
        settings.refresh(edge.clock.instant());
        store = () -> Optional.of("Redis is away");
        broken = ImmutableList.of("es/refused.txt.mustache: broken");
        edge.fail();

        assertThat(check().getStatus()).isEqualTo(ResultStatus.DEGRADED);
        assertThat(check().getCause().orElseThrow().split(" \\| "))
                .satisfiesExactly(
                        settings -> assertThat(settings).startsWith("conf/mesura.xml is not in force"),
                        store -> assertThat(store).isEqualTo("Redis is away"),
                        notices -> assertThat(notices).endsWith("es/refused.txt.mustache: broken"),
                        faults -> assertThat(faults).startsWith("faults since the start: 1"));
    }

    @Test
    void mesuraShouldBeUnhealthyOnlyWhenLateMailHasNoScheduleAnyMore() throws Exception {
        held.admit(Mails.mail("Mail-1", ANA, new Waits.ForTurn(Edge.NOON), Edge.NOON), 1_000, HoldingLimits.DEFAULT);
        edge.clock.advance(Condition.STILL.plusSeconds(1));
        lastRound = edge.clock.instant().minus(Condition.STILL);
        assertThat(check().getStatus()).as("a round ended").isEqualTo(ResultStatus.DEGRADED);

        lastRound = Edge.NOON;
        assertThat(check().getStatus()).as("none did").isEqualTo(ResultStatus.UNHEALTHY);
        assertThat(check().getCause())
                .contains("held mail is 601 s late; see James's log; the schedule has stood still for 601 s: "
                        + "restart James");
    }

    @Test
    void mesuraShouldBeHealthyWhenNothingWaitsForAScheduleThatStandsStill() {
        edge.clock.advance(Duration.ofDays(1));

        assertThat(check().getStatus()).isEqualTo(ResultStatus.HEALTHY);
    }

    private Result check() {
        return Mono.from(new MesuraHealthCheck(new Condition(
                                settings,
                                () -> store,
                                () -> held,
                                () -> lastRound,
                                () -> broken,
                                edge.alarm,
                                edge.clock))
                        .check())
                .block();
    }
}
