/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.fuzz.Cases;
import org.mesura.fuzz.Damage;

import com.sun.management.ThreadMXBean;

/** Of a journal that was damaged each line is read or left out with a word on it, and those that were not hit are all read. */
class JournalFuzzTest {
    private static final int CASES = 1_000;
    /** A line says how many recipients there were, and each of those takes memory: some megabytes for a whole file. */
    private static final long MOST_MEMORY = 64L * 1024 * 1024;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder;

    @Test
    void eachLineShouldBeReadOrLeftOutWithAWarning() throws Exception {
        Path file = folder.resolve("2026-11-24T120000.000Z.log");
        Cases.each(CASES, random -> {
            List<String> lines = lines(random);
            byte[] whole = octets(lines);
            byte[] damaged = new Damage(random).of(whole, octets(lines(random)));
            Files.write(file, damaged);
            List<Reviewed> read = new ArrayList<>();
            List<String> warnings = new ArrayList<>();
            long before = THREADS.getCurrentThreadAllocatedBytes();

            Journals.read(folder, read::add, warnings::add);

            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("octets of memory")
                    .isLessThan(MOST_MEMORY);
            assertThat(warnings).allMatch(warning -> warning.startsWith(file + ":"));
            assertThat(read.size() + warnings.size()).isEqualTo(lineCount(damaged));
            assertThat(read.stream().map(ReviewedLine::of).toList())
                    .as("lines that were not hit")
                    .hasSizeGreaterThanOrEqualTo((int) untouched(lines, damaged));
        });
    }

    private static long untouched(List<String> lines, byte[] damaged) {
        List<String> found = new String(damaged, ISO_8859_1).lines().toList();
        return lines.stream().filter(found::contains).count();
    }

    private static long lineCount(byte[] octets) {
        return new String(octets, ISO_8859_1).lines().count();
    }

    private static List<String> lines(Random random) {
        return Stream.generate(() -> ReviewedLine.of(SubmissionJournalTest.drawn(random)))
                .limit(1 + random.nextInt(6))
                .toList();
    }

    private static byte[] octets(List<String> lines) {
        return lines.stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(ISO_8859_1);
    }
}
