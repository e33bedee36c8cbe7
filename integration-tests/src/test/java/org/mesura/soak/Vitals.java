/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process takes of the machine, as Linux tells it.
 *
 * @param at when
 * @param residentKilobytes its memory (VmRSS)
 * @param threads how many threads it has
 * @param files how many files and connections it has open
 */
record Vitals(Instant at, long residentKilobytes, long threads, long files) {
    static Vitals of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            String status = Files.readString(process.resolve("status"));
            return new Vitals(Instant.now(), field(status, "VmRSS"), field(status, "Threads"), files.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long field(String status, String name) {
        Matcher field = Pattern.compile("(?m)^" + name + ":\\s+(\\d+)").matcher(status);
        if (!field.find()) {
            throw new IllegalStateException("no " + name + " in the status of a process that ended");
        }
        return Long.parseLong(field.group(1));
    }
}
