/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkFolderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"work/conf", "work/mine", "link/conf"})
    void configurationInTheWorkingFolderShouldBeRefusedAndLeftAsItIs(String configuration) throws IOException {
        Path work = folder.resolve("work");
        Files.createDirectories(work);
        Files.createSymbolicLink(folder.resolve("link"), work);
        Path conf = Files.createDirectories(folder.resolve(configuration));
        Path kept = Files.writeString(conf.resolve("mesura.xml"), "mine");
        ServerSettings settings =
                RunningServer.settings().configuration(conf).work(work).fresh();

        assertThatThrownBy(settings::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("mesura.conf", conf.toString(), "working folder", work.toString());
        assertThat(kept).hasContent("mine");
    }

    @Test
    void configurationBesideTheWorkingFolderShouldDo() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path conf = Files.createDirectories(folder.resolve("work-conf"));

        assertThat(WorkFolder.of(RunningServer.settings().configuration(conf).work(work))
                        .path())
                .isEqualTo(work);
    }
}
