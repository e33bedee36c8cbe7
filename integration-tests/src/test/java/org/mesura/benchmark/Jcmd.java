/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.common.collect.ImmutableList;

/** Looks into another JVM by the JDK's own command. */
final class Jcmd {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final double MEBIBYTE = 1 << 20;

    private Jcmd() {}

    static String ask(long process, String... command) {
        List<String> line = ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process))
                .add(command)
                .build();
        try {
            Process asked = new ProcessBuilder(line).redirectErrorStream(true).start();
            String answer = new String(asked.getInputStream().readAllBytes(), UTF_8);
            if (asked.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", line) + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** MiB of the objects that are left after a collection of all garbage. */
    static double live(long process) {
        Matcher total = TOTAL.matcher(ask(process, "GC.class_histogram"));
        if (!total.find()) {
            throw new IllegalStateException("no total in the histogram of process " + process);
        }
        return Long.parseLong(total.group(1)) / MEBIBYTE;
    }
}
