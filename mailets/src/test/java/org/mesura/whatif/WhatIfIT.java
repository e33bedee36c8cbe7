/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.ExtensionJar;

import com.google.common.base.Splitter;

/** The command in a JVM of its own, from the jars that an administrator has. */
class WhatIfIT {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Written.to(
                folder.resolve("journal"),
                IntStream.range(0, 40)
                        .mapToObj(number -> Sent.plain(number, "ana@alcaldia.example", 1, number))
                        .toList());
        Files.writeString(folder.resolve("mesura.xml"), "<mesura/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jar-with-dependencies", "jakarta"})
    void commandShouldRunFromTheJarWithJamesLibraries(String classifier) throws Exception {
        Run run = run(ExtensionJar.path(classifier) + File.pathSeparator + libraries(), arguments());

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("40 submissions of 1 accounts")
                .containsPattern("deferred +10\\n")
                .contains("written: ");
        assertThat(folder.resolve("report.html")).content().contains("ana@alcaldia.example");
    }

    @Test
    void commandShouldSayWhatIsMissingWithoutThem() throws Exception {
        Run run = run(ExtensionJar.path("jar-with-dependencies").toString(), arguments());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).contains("is not on the class path; add James's libraries to it");
    }

    private record Run(int code, String output) {}

    private List<String> arguments() {
        return List.of(
                "--journal", folder.resolve("journal").toString(),
                "--candidate", folder.resolve("mesura.xml").toString(),
                "--html", folder.resolve("report.html").toString());
    }

    private static Run run(String classPath, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath,
                WhatIf.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(output).isTrue();
        return new Run(process.exitValue(), output);
    }

    /** What James has, and more: no class of ours. */
    private static String libraries() {
        return Splitter.on(File.pathSeparator)
                .splitToStream(System.getProperty("java.class.path"))
                .filter(entry -> entry.endsWith(".jar") && !entry.contains("mesura"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
