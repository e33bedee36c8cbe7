/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.config.SettingsFile;
import org.mesura.config.SettingsInForce;
import org.mesura.mailet.Edge;
import org.mesura.mailet.RecordingGauges;

/** The gauges of the server as a whole. */
class ServerFiguresTest {
    private final Edge edge = new Edge("");
    private final RecordingGauges gauges = new RecordingGauges();

    @TempDir
    Path folder;

    private Path file;
    private SettingsInForce settings;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("mesura.xml");
        Files.writeString(file, "<mesura><caps><institution externalRecipients='10' window='1d'/></caps></mesura>");
        settings = new SettingsInForce(new SettingsFile(file, folder.resolve("last-good.xml")), Edge.NOON);
    }

    private void figures() {
        new ServerFigures(
                settings,
                edge::book,
                () -> {
                    throw new IllegalStateException("a fault of a test");
                },
                gauges,
                edge.clock,
                edge.alarm);
    }

    @Test
    void versionOfSettingsShouldBeShownAsItIsNow() throws Exception {
        figures();
        assertThat(gauges.read("mesura.policy.version")).isEqualTo(1);

        Files.writeString(file, "<mesura/>");
        settings.refresh(edge.clock.instant());
        assertThat(gauges.read("mesura.policy.version")).isEqualTo(2);
    }

    @Test
    void capThatCameWithChangedSettingsShouldHaveAGaugeOnceSomebodyAsked() throws Exception {
        figures();
        String domain = "mesura.caps.domain_turismo_alcaldia_example_per_1d.percent";
        assertThat(gauges.names())
                .contains("mesura.caps.institution_per_1d.percent")
                .doesNotContain(domain);

        Files.writeString(
                file,
                "<mesura><caps><domain name='turismo.alcaldia.example' externalRecipients='10' window='1d'/></caps>"
                        + "</mesura>");
        settings.refresh(edge.clock.instant());
        assertThat(gauges.read("mesura.caps.fullestPercent")).isEqualTo(0L);
        assertThat(gauges.read(domain)).isEqualTo(0L);
        assertThat(gauges.read("mesura.caps.institution_per_1d.percent"))
                .as("taken away")
                .isEqualTo(0L);
    }

    @Test
    void figureThatFailsShouldBeZeroAndCountedAndTakeNoOtherWithIt() {
        figures();

        assertThat(gauges.read("mesura.health.store")).isEqualTo(0);
        assertThat(edge.alarm.count()).isEqualTo(1);
        assertThat(gauges.read("mesura.policy.version")).isEqualTo(1);
    }
}
