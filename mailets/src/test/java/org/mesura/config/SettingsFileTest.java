/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.policy.Mode;

class SettingsFileTest {
    private static final String OBSERVE = "<mesura mode='observe'/>";
    private static final String BROKEN = "<mesura mode='off'><notices perHour='0'/></mesura>";

    private Path file;
    private Path lastGood;

    @BeforeEach
    void nameFiles(@TempDir Path folder) {
        file = folder.resolve("mesura.xml");
        lastGood = folder.resolve("var/mesura/policy.last-good.xml");
    }

    private LoadedSettings load() {
        return new SettingsFile(file, lastGood).load();
    }

    @Test
    void validFileShouldBeInForceAndKept() throws IOException {
        Files.writeString(file, OBSERVE);

        var loaded = load();

        assertThat(loaded.settings().policies().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(loaded.source()).isEqualTo(file);
        assertThat(loaded.mistakes()).isEmpty();
        assertThat(loaded.degraded()).isFalse();
        assertThat(lastGood).hasSameBinaryContentAs(file);
        assertThat(lastGood.getParent()).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void newerValidFileShouldReplaceTheCopy() throws IOException {
        Files.writeString(file, "<mesura/>");
        load();
        Files.writeString(file, OBSERVE);
        load();

        assertThat(lastGood).hasContent(OBSERVE);
    }

    @Test
    void copyShouldNotBeWrittenAgainWhenTheFileIsTheSame() throws IOException {
        Files.writeString(file, OBSERVE);
        load();
        FileTime before = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(lastGood, before);

        load();

        assertThat(Files.getLastModifiedTime(lastGood)).isEqualTo(before);
    }

    @Test
    void lastGoodCopyShouldBeInForceWithAllMistakesWhenTheFileIsBroken() throws IOException {
        Files.writeString(file, OBSERVE);
        load();
        Files.writeString(file, BROKEN);

        var loaded = load();

        assertThat(loaded.settings().policies().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(loaded.source()).isEqualTo(lastGood);
        assertThat(loaded.degraded()).isTrue();
        assertThat(loaded.mistakes())
                .containsExactly(
                        "mesura 'mode' must be enforce or observe, got 'off' (" + file + ")",
                        "notices 'perHour' must be at least 1, got '0' (" + file + ")");
        assertThat(lastGood).hasContent(OBSERVE);
    }

    @Test
    void lastGoodCopyShouldBeInForceWhenTheFileIsAbsent() throws IOException {
        Files.writeString(file, OBSERVE);
        load();
        Files.delete(file);

        var loaded = load();

        assertThat(loaded.source()).isEqualTo(lastGood);
        assertThat(loaded.mistakes()).containsExactly("there is no file '" + file + "'");
    }

    @Test
    void nothingShouldStartWhenTheFileIsBrokenAndNoCopyExists() throws IOException {
        Files.writeString(file, BROKEN);

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(this::load)
                .withMessage(String.join(
                        "\n  ",
                        "Mesura cannot use its settings:",
                        "mesura 'mode' must be enforce or observe, got 'off' (" + file + ")",
                        "notices 'perHour' must be at least 1, got '0' (" + file + ")",
                        "and no last good copy to go by instead:",
                        "there is no file '" + lastGood + "'"));
        assertThat(lastGood).doesNotExist();
    }

    @Test
    void nothingShouldStartWhenTheCopyIsBrokenToo() throws IOException {
        Files.createDirectories(lastGood.getParent());
        Files.writeString(lastGood, BROKEN);

        assertThatExceptionOfType(InvalidSettings.class).isThrownBy(this::load).satisfies(e -> assertThat(e.mistakes())
                .containsExactly(
                        "there is no file '" + file + "'",
                        "and no last good copy to go by instead:",
                        "mesura 'mode' must be enforce or observe, got 'off' (" + lastGood + ")",
                        "notices 'perHour' must be at least 1, got '0' (" + lastGood + ")"));
    }

    @Test
    void validFileShouldBeInForceWhenItCannotBeKept() throws IOException {
        Files.writeString(file, OBSERVE);
        Files.writeString(lastGood.getParent().getParent(), "a file where a folder should be");

        assertThat(load().degraded()).isFalse();
    }

    @Test
    void validFileShouldReplaceABrokenCopy() throws IOException {
        Files.createDirectories(lastGood.getParent());
        Files.writeString(lastGood, BROKEN);
        Files.writeString(file, OBSERVE);

        assertThat(load().source()).isEqualTo(file);
        assertThat(lastGood).hasContent(OBSERVE);
    }

    @Test
    void folderInPlaceOfTheFileShouldBeAMistake() throws IOException {
        Files.createDirectories(file);

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(this::load)
                .withMessageContaining("there is no file '" + file + "'");
    }
}
