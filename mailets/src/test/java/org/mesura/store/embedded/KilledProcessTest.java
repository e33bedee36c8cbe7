/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.common.collect.Iterables;

/** What a process wrote is in the file, whole, whenever it is killed (guarantee 3). */
class KilledProcessTest {
    private static final int KILLS = 6;

    private final Alarms alarms = new Alarms();
    private final Random random = new Random(3);

    @TempDir
    private Path folder;

    @Test
    void fileShouldHoldWhatWasAcknowledgedWhenTheProcessIsKilled() throws Exception {
        Path path = folder.resolve("ledger.mv.db");
        for (int kill = 0; kill < KILLS; kill++) {
            int acknowledged = lastRoundOfKilledProcess(path);
            try (StateFile file = new StateFile(path, alarms, InstantSource.system(), () -> {})) {
                Map<String, String> accounts = WritingProcess.read(file);
                int last = WritingProcess.last(accounts);

                assertThat(last).as("kill " + kill).isBetween(acknowledged, acknowledged + 1);
                assertThat(accounts).as("kill " + kill).isEqualTo(WritingProcess.after(last));
            }
        }
        assertThat(alarms.raised()).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    private int lastRoundOfKilledProcess(Path path) throws Exception {
        try (ChildProcess writer = new ChildProcess(WritingProcess.class, path.toString())) {
            String said = writer.line();
            for (int rounds = random.nextInt(200); rounds > 0; rounds--) {
                said = writer.line();
            }
            writer.kill();
            List<String> rest = writer.lines();
            return Integer.parseInt(Iterables.getLast(rest, said));
        }
    }
}
