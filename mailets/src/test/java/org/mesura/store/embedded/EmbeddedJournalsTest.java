/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.journal.Entries.ANA;
import static org.mesura.journal.Entries.BETO;
import static org.mesura.journal.Entries.TEN;
import static org.mesura.journal.Entries.act;
import static org.mesura.journal.Entries.judged;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.journal.Journal;
import org.mesura.journal.Judged;

class EmbeddedJournalsTest {
    private static final int KILLS = 5;

    private final Alarms alarms = new Alarms();
    private final List<EmbeddedStore> stores = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void tearDown() {
        stores.forEach(EmbeddedStore::close);
        assertThat(alarms.raised()).isEmpty();
    }

    private EmbeddedJournals reopened(Instant now) {
        stores.forEach(EmbeddedStore::close);
        EmbeddedStore store = EmbeddedStore.open(folder.resolve("ledger.mv.db"), Duration.ZERO, alarms);
        stores.add(store);
        return new EmbeddedJournals(store, InstantSource.fixed(now));
    }

    private static List<Judged> all(EmbeddedJournals journals, Instant now) {
        return journals.decisions().latest(Optional.empty(), Optional.empty(), Instant.MIN, Integer.MAX_VALUE, now);
    }

    @Test
    void entriesShouldOutliveARestart() {
        EmbeddedJournals before = reopened(TEN);
        before.acts().add(act(ANA, TEN));
        before.decisions().add(judged("1", ANA, TEN));
        before.decisions().add(judged("2", BETO, TEN.plusSeconds(1)));
        EmbeddedJournals after = reopened(TEN);
        after.decisions().add(judged("3", ANA, TEN.plusSeconds(2)));

        assertThat(after.acts().latest(Optional.empty(), Instant.MIN, 100, TEN)).containsExactly(act(ANA, TEN));
        assertThat(all(after, TEN)).extracting(Judged::submission).containsExactly("3", "2", "1");
    }

    @Test
    void whatIsForgottenOrTooOldShouldNotComeBack() {
        EmbeddedJournals before = reopened(TEN);
        before.decisions().add(judged("1", ANA, TEN));
        before.decisions().add(judged("2", BETO, TEN));
        before.decisions().forget(ANA);

        assertThat(all(reopened(TEN), TEN)).extracting(Judged::submission).containsExactly("2");
        Instant later = TEN.plus(Journal.KEPT);
        assertThat(all(reopened(later), TEN)).isEmpty();
        assertThat(all(reopened(TEN), TEN)).as("it left the file, too").isEmpty();
    }

    @Test
    void entriesShouldOutliveKillsButForTheLastSecond() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> said = new ArrayList<>();
            long mayBeLost;
            try (ChildProcess child = new ChildProcess(
                    JournalingProcess.class, folder.resolve("ledger.mv.db").toString())) {
                long first = timeOf(said, child.line());
                while (timeOf(said, child.line()) < first + 1_500) {}
                mayBeLost = child.mayLoseSince();
                child.kill();
            }
            EmbeddedJournals found = reopened(Instant.now());

            assertThat(all(found, Instant.now()))
                    .extracting(Judged::submission)
                    .containsAll(said.stream()
                            .filter(line -> Long.parseLong(line.split(" ")[1]) < mayBeLost)
                            .map(line -> line.split(" ")[0])
                            // no more are kept of one account
                            .skip(Math.max(0, said.size() - 1_000))
                            .toList());
            assertThat(found.acts().latest(Optional.empty(), Instant.MIN, 100, Instant.now()))
                    .hasSize(kill + 1);
            stores.forEach(EmbeddedStore::close);
        }
    }

    private static long timeOf(List<String> said, String line) {
        assertThat(line).doesNotStartWith("alarm");
        said.add(line);
        return Long.parseLong(line.split(" ")[1]);
    }
}
