/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.stories.Person.BOUND;
import static org.mesura.stories.ServerExtension.address;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;

/** What Mesura knows of an account outlives the server, even one that is killed (guarantees 1 and 3). */
class RestartStory {
    private static final String EVA = "eva@outside.example";
    private static final Map<String, String> FOR_AN_HOUR = Map.of("for", "60min");

    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.durable();

    @Test
    void usageAndSuspensionShouldOutliveAKill() {
        Ledger before;
        try (Person ana = Person.known(JAMES, address("ana"))) {
            ana.write(EVA, "leo@outside.example");
            ana.write(EVA);
            ana.write(address("beto"));
            ana.awaitReviews(3);
            suspend(ana.address());
            before = ana.ledger();
        }
        awaitFileOf(Instant.now());
        JAMES.server().kill();
        JAMES.server().restart();

        try (Person ana = Person.known(JAMES, address("ana"))) {
            Ledger after = ana.ledger();
            assertThat(after.page().at("/sentLastDay")).isEqualTo(before.page().at("/sentLastDay"));
            assertThat(after.sent()).isEqualTo(3);
            assertThat(after.externalRecipients()).isEqualTo(3);
            assertThat(after.page().at("/suspension")).isEqualTo(before.page().at("/suspension"));
            assertThat(after.page().at("/suspension/cause").asText()).isEqualTo("administrator");

            ana.write(EVA);
            Ledger refused = ana.awaitReviews(4);
            assertThat(refused.sent()).as("the suspension holds").isEqualTo(3);
            assertThat(refused.refused()).isEqualTo(1);
        }
    }

    private static void suspend(String account) {
        JAMES.server()
                .webAdmin()
                .put("/mesura/accounts/" + account + "/suspension", FOR_AN_HOUR)
                .expect(204);
    }

    /** Waits until the file was written more than a second after {@code change}, for which something else must change. */
    private static void awaitFileOf(Instant change) {
        Path file = JAMES.server().work().resolve("var/mesura/ledger.mv.db");
        Await.until(BOUND, "a file written after " + change, () -> {
            suspend(address("carla"));
            return writtenAt(file).isAfter(change.plusSeconds(1));
        });
    }

    private static Instant writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
