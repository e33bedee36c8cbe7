/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it takes mails in loses none that it took in (guarantee 6). */
class KilledAreaTest {
    private static final int KILLS = 10;

    private final Random random = new Random(29);
    private final Set<String> begun = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    /** What was removed or was about to be. */
    private final Set<String> removing = new HashSet<>();
    /** What was removed so long before a kill that it must not come back. */
    private final Set<String> gone = new HashSet<>();

    @TempDir
    private Path folder;

    private record Said(String what, String mail, long at) {
        static Said of(String line) {
            String[] words = line.split(" ");
            return new Said(words[0], words[1], Long.parseLong(words[2]));
        }
    }

    @Test
    void everyMailThatWasTakenInShouldOutliveTheKills() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            killed("run" + kill, 100 + random.nextInt(2_400));
        }
        try (ChildProcess last = child("last")) {
            checkFound(last, "last");
        }
        assertThat(taken).hasSizeGreaterThan(KILLS * 50);
        assertThat(gone).isNotEmpty();
    }

    private ChildProcess child(String run) throws Exception {
        return new ChildProcess(
                AdmittingProcess.class, folder.resolve("ledger.mv.db").toString(), run);
    }

    private void killed(String run, long afterMillis) throws Exception {
        try (ChildProcess child = child(run)) {
            checkFound(child, run);
            List<Said> said = new ArrayList<>();
            do {
                said.add(Said.of(child.line()));
            } while (said.get(said.size() - 1).at() < said.get(0).at() + afterMillis);
            long mayBeLost = child.mayLoseSince();
            child.kill();
            // the last may be half a line
            child.lines().stream()
                    .filter(line -> line.matches("\\w+ \\S+ \\d{13}"))
                    .map(Said::of)
                    .forEach(said::add);
            said.forEach(one -> remember(one, mayBeLost));
        }
    }

    private void checkFound(ChildProcess child, String run) throws Exception {
        Set<String> found = new HashSet<>();
        long waiting = 0;
        for (String line = child.line(); !line.equals(AdmittingProcess.READY); line = child.line()) {
            assertThat(line).as(run).doesNotStartWith("alarm");
            String[] words = line.split(" ");
            if (words[0].equals("found")) {
                found.add(words[1]);
            } else {
                waiting = Long.parseLong(words[1]);
            }
        }
        assertThat(taken.stream().filter(mail -> !removing.contains(mail)))
                .as("found by %s of seed 29", run)
                .allMatch(found::contains);
        assertThat(Stream.of(found.toArray(String[]::new)))
                .as("found by %s of seed 29", run)
                .allMatch(begun::contains)
                .noneMatch(gone::contains);
        assertThat(waiting).as("waiting in runs, found by %s", run).isEqualTo(found.size());
    }

    private void remember(Said said, long mayBeLost) {
        switch (said.what()) {
            case "begins" -> begun.add(said.mail());
            case "taken" -> taken.add(said.mail());
            case "late" -> {}
            case "removing" -> removing.add(said.mail());
            case "removed" -> {
                if (said.at() < mayBeLost) {
                    gone.add(said.mail());
                }
            }
            default -> throw new AssertionError("it said " + said);
        }
    }
}
