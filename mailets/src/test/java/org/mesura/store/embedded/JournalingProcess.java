/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static org.mesura.journal.Entries.ANA;
import static org.mesura.journal.Entries.act;
import static org.mesura.journal.Entries.judged;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes down a message each millisecond until it is killed, and says each; the first thing it does is an act. */
final class JournalingProcess {
    private JournalingProcess() {}

    public static void main(String... arguments) {
        EmbeddedStore store = EmbeddedStore.open(
                Path.of(arguments[0]), Duration.ZERO, (what, why) -> System.out.println("alarm " + what + " " + why));
        EmbeddedJournals journals = new EmbeddedJournals(store, InstantSource.system());
        journals.acts().add(act(ANA, Instant.now()));
        AtomicInteger number = new AtomicInteger();
        Executors.newSingleThreadScheduledExecutor()
                .scheduleAtFixedRate(
                        () -> {
                            String id = "m" + number.incrementAndGet();
                            journals.decisions().add(judged(id, ANA, Instant.now()));
                            System.out.println(id + " " + System.currentTimeMillis());
                        },
                        0,
                        1,
                        TimeUnit.MILLISECONDS);
    }
}
