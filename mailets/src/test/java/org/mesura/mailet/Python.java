/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another make's parser: Python's {@code email}, which forgives nothing here. */
final class Python {
    private static final String SCRIPT = "src/test/resources/python/read-mails.py";
    private static final int SECONDS = 120;

    private Python() {}

    /** What is wrong with the mails in {@code folders}, and as the last line how many there are. */
    static List<String> read(Path... folders) throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "ATTENTION: not read without python3 (Debian: apt-get install python3)");
        Process python = new ProcessBuilder(Stream.concat(
                                Stream.of("python3", SCRIPT),
                                Arrays.stream(folders).map(Path::toString))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), UTF_8);
        assertThat(python.waitFor(SECONDS, TimeUnit.SECONDS)).as(said).isTrue();
        return said.lines().toList();
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
