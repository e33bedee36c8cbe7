/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.policy.Mode;

class SettingsInForceTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant LATER = TEN.plusSeconds(5);
    private static final String OBSERVE = "<mesura mode='observe'/>";
    private static final String ENFORCE = "<mesura mode='enforce'/>";
    private static final String BROKEN = "<mesura mode='off'><notices perHour='0'/></mesura>";

    private Path file;
    private SettingsInForce settings;

    @BeforeEach
    void startObserving(@TempDir Path folder) throws IOException {
        file = folder.resolve("mesura.xml");
        Files.writeString(file, OBSERVE);
        settings = new SettingsInForce(new SettingsFile(file, folder.resolve("var/last-good.xml")), TEN);
    }

    private Mode mode() {
        return settings.settings().policies().mode();
    }

    @Test
    void unchangedFileShouldChangeNothing() {
        var before = settings.now();

        settings.refresh(LATER);

        assertThat(settings.now()).isSameAs(before);
    }

    @Test
    void changedFileShouldComeIntoForceAsTheNextVersion() throws IOException {
        Files.writeString(file, ENFORCE);

        settings.refresh(LATER);

        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        assertThat(settings.now().number()).isEqualTo(2);
        assertThat(settings.now().since()).isEqualTo(LATER);
    }

    @Test
    void brokenFileShouldLeaveWhatIsInForceAndShowAllItsMistakes() throws IOException {
        Files.writeString(file, BROKEN);

        settings.refresh(LATER);

        assertThat(mode()).isEqualTo(Mode.OBSERVE);
        assertThat(settings.now().number()).isEqualTo(1);
        assertThat(settings.now().since()).isEqualTo(TEN);
        assertThat(settings.now().loaded().mistakes()).hasSize(2);
    }

    @Test
    void mendedFileShouldComeIntoForceAndShowNoMistakes() throws IOException {
        Files.writeString(file, BROKEN);
        settings.refresh(LATER);
        Files.writeString(file, ENFORCE);

        settings.refresh(LATER.plusSeconds(5));

        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        assertThat(settings.now().loaded().degraded()).isFalse();
    }

    @Test
    void removedFileShouldLeaveWhatIsInForce() throws IOException {
        Files.delete(file);

        settings.refresh(LATER);

        assertThat(mode()).isEqualTo(Mode.OBSERVE);
        assertThat(settings.now().loaded().mistakes()).containsExactly("there is no file '" + file + "'");
    }

    @Test
    void brokenFileShouldLeaveWhatIsInForceEvenWithoutACopy() throws IOException {
        try (var files = Files.walk(file.resolveSibling("var"))) {
            for (var copy : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(copy);
            }
        }
        Files.writeString(file, BROKEN);

        settings.refresh(LATER);

        assertThat(mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void brokenFileShouldKeepFromStartingWithoutACopy(@TempDir Path folder) throws IOException {
        Files.writeString(file, BROKEN);

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> new SettingsInForce(new SettingsFile(file, folder.resolve("none.xml")), TEN));
    }
}
