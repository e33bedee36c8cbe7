/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.store.embedded.ChildProcess;

/**
 * A process that is killed while it writes the journal of submissions loses at most what it noted in the last second; no line
 * but the last is broken, and the next process writes on behind it.
 */
class KilledJournalTest {
    private static final int KILLS = 8;

    private final Random random = new Random(29);

    @TempDir
    private Path folder;

    @Test
    void linesShouldOutliveKillsButForTheLastSecond() throws Exception {
        List<Run> runs = new ArrayList<>();
        for (int run = 0; run < KILLS; run++) {
            runs.add(killed(run, 100 + random.nextInt(2_500)));
        }

        List<Reviewed> read = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Journals.read(folder, read::add, warnings::add);

        assertThat(warnings).as("the last line of each run at most").hasSizeLessThanOrEqualTo(KILLS);
        assertThat(read)
                .as("runs in their order")
                .isSortedAccordingTo((one, other) -> Long.compare(
                        one.submission().bytes(), other.submission().bytes()));
        for (int run = 0; run < KILLS; run++) {
            int number = run;
            List<Long> numbers = read.stream()
                    .map(Reviewed::submission)
                    .filter(submission -> submission.bytes() == number)
                    .map(submission -> submission.attempt())
                    .toList();
            assertThat(numbers)
                    .as("run %s: all from the first on, each once", run)
                    .isEqualTo(IntStream.range(0, numbers.size())
                            .mapToObj(Long::valueOf)
                            .toList());
            assertThat(numbers)
                    .as("run %s, of which %s were noted", run, runs.get(run).noted())
                    .hasSizeBetween(runs.get(run).kept(), runs.get(run).noted() + 1);
        }
        assertThat(runs.stream().mapToInt(Run::kept).sum())
                .as("that must be there")
                .isPositive();
        assertThat(new JournalFolder(folder).files())
                .as("each begins a file of its own")
                .hasSizeGreaterThanOrEqualTo(KILLS);
    }

    /** How many it noted, and how many of them more than a second before it was killed. */
    private record Run(int noted, int kept) {}

    private Run killed(int run, long afterMillis) throws Exception {
        try (ChildProcess child =
                new ChildProcess(JournalKeepingProcess.class, folder.toString(), Integer.toString(run))) {
            List<Long> noted = new ArrayList<>();
            do {
                noted.add(at(child.line()));
            } while (noted.get(noted.size() - 1) < noted.get(0) + afterMillis);
            long mayBeLost = child.mayLoseSince();
            child.kill();
            // the last may be half a line
            child.lines().stream()
                    .filter(line -> line.matches("\\d+ \\d{13}"))
                    .map(KilledJournalTest::at)
                    .forEach(noted::add);
            return new Run(noted.size(), (int)
                    noted.stream().filter(at -> at < mayBeLost).count());
        }
    }

    private static long at(String line) {
        assertThat(line).doesNotStartWith("alarm");
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
    }
}
