/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it decides loses at most the decisions of the last second (guarantees 1 and 3). */
class KilledBookTest {
    private static final int KILLS = 20;

    private final Random random = new Random(23);
    /** By account, what was granted so long before a kill that it must not be lost. */
    private final Map<Integer, Set<Long>> kept = new HashMap<>();
    /** By account, what was or may have been granted. */
    private final Map<Integer, Set<Long>> granted = new HashMap<>();

    @TempDir
    private Path folder;

    @Test
    void decisionsShouldOutliveTwentyKillsButForTheLastSecond() throws Exception {
        int decisions = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            decisions += killed("run" + kill, 200 + random.nextInt(1_200));
        }
        try (ChildProcess last = child("last")) {
            checkFound(last, "last");
        }
        assertThat(decisions).isGreaterThan(KILLS * 100);
        assertThat(kept.values().stream().mapToInt(Set::size).sum()).isGreaterThan(decisions / 4);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("ledger.mv.db"));
        }
    }

    private ChildProcess child(String run) throws Exception {
        return new ChildProcess(
                DecidingProcess.class, folder.resolve("ledger.mv.db").toString(), run);
    }

    /** How many decisions it made before it was killed. */
    private int killed(String run, long afterMillis) throws Exception {
        try (ChildProcess child = child(run)) {
            checkFound(child, run);
            List<Decided> decided = new ArrayList<>();
            do {
                decided.add(Decided.of(child.line()));
            } while (decided.get(decided.size() - 1).at() < decided.get(0).at() + afterMillis);
            long mayBeLost = child.mayLoseSince();
            child.kill();
            // the last may be half a line
            child.lines().stream()
                    .filter(line -> line.matches("\\d \\d+ \\w+ \\d{13}"))
                    .map(Decided::of)
                    .forEach(decided::add);
            remember(run, decided, mayBeLost);
            return decided.size();
        }
    }

    private void checkFound(ChildProcess child, String run) throws Exception {
        for (String line = child.line(); !line.equals(DecidingProcess.READY); line = child.line()) {
            assertThat(line).as(run).doesNotStartWith("alarm");
            String[] words = line.split(" ");
            int account = Integer.parseInt(words[0]);
            Set<Long> found = new HashSet<>();
            Stream.of(words).skip(1).forEach(word -> found.add(Long.parseUnsignedLong(word, 16)));

            assertThat(found).as("found by %s of account %s", run, account).containsAll(of(kept, account));
            assertThat(of(granted, account))
                    .as("found by %s of account %s", run, account)
                    .containsAll(found);
            // what is there now must be there for good
            of(kept, account).addAll(found);
        }
    }

    private void remember(String run, List<Decided> decided, long mayBeLost) {
        int[] next = new int[DecidingProcess.THREADS];
        for (Decided one : decided) {
            next[one.thread()] = one.number() + 1;
            if (one.verdict().equals("accept")) {
                add(granted, run, one.thread(), one.number());
            }
            if (one.verdict().equals("accept") && one.at() < mayBeLost) {
                add(kept, run, one.thread(), one.number());
            }
        }
        // what it was about to say
        for (int thread = 0; thread < next.length; thread++) {
            add(granted, run, thread, next[thread]);
        }
    }

    private static void add(Map<Integer, Set<Long>> sets, String run, int thread, int number) {
        of(sets, DecidingProcess.account(thread, number)).add(DecidingProcess.fingerprint(run, thread, number));
    }

    private static Set<Long> of(Map<Integer, Set<Long>> sets, int account) {
        return sets.computeIfAbsent(account, none -> new HashSet<>());
    }

    private record Decided(int thread, int number, String verdict, long at) {
        static Decided of(String line) {
            String[] words = line.split(" ");
            return new Decided(
                    Integer.parseInt(words[0]), Integer.parseInt(words[1]), words[2], Long.parseLong(words[3]));
        }
    }
}
