/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.ExtensionJar;
import org.mesura.runner.ServerSettings;

/** A ledger that fails stops no mail, and does not fail unnoticed. */
class FaultStory {
    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.memory().with(FaultStory::withFaultyLedger);

    private static final int LETTERS = 20;
    /** All that a mail's own way takes, with time to spare; a wait for the ledger would come on top for each. */
    private static final Duration UNDELAYED = Duration.ofSeconds(10);

    @Test
    void mailShouldPassWhenTheLedgerFails() {
        try (Person ana = Person.join(JAMES, "fault@alcaldia.example");
                Person beto = Person.join(JAMES, "colleague@alcaldia.example")) {
            for (int letter = 1; letter <= LETTERS; letter++) {
                ana.write("eva@outside.example", beto.address());
            }

            JAMES.sink().await(LETTERS, UNDELAYED);
            beto.awaitMail(LETTERS, text -> true);
        }
        assertThat(JAMES.server().log().lines().filter(line -> line.contains("could not review")))
                .singleElement()
                .asString()
                .contains("ERROR");
        assertThat(JAMES.server()
                        .webAdmin()
                        .get("/healthcheck/checks/Mesura")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("degraded");
        assertThat(JAMES.server().webAdmin().get("/metrics").expect(200).body())
                .containsPattern("mesura_faults\\S* " + LETTERS);
    }

    private static ServerSettings withFaultyLedger(ServerSettings settings) {
        return settings.andExtension(ExtensionJar.at(
                        Path.of(System.getProperty("mesura.stories")).resolveSibling("faulty.jar"),
                        "org/mesura/faulty/FaultyModule",
                        "org/mesura/faulty/FaultyModule$1",
                        "org/mesura/faulty/FaultyAccountBook"))
                .replace("extensions.properties", "org.mesura.wiring.MesuraModule", "org.mesura.faulty.FaultyModule");
    }
}
