/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.client.Letter;

/** Mode {@code observe}: all is counted and judged, nothing is stopped, and no sender hears of it. */
class ObserveStory {
    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.memory().with(TestConfiguration.observedInstitution());

    @Test
    void volumeShouldBeJudgedButPass() {
        try (Person author = Person.of(JAMES, "volumen@few.example")) {
            for (int number = 1; number <= 8; number++) {
                author.writeTo("n" + number + "@outside.example");
            }
            JAMES.sink().await(8, Person.BOUND);
            Quiet.await(JAMES);

            assertThat(author.inbox()).isEmpty();
            assertThat(author.ledger().at("/mode").asText()).isEqualTo("observe");
            assertThat(author.ledger().at("/usage/0/used").asLong()).isEqualTo(5);
            assertThat(author.ledger().at("/sentLastDay/messages").asLong()).isEqualTo(5);
            assertThat(author.ledger().at("/refusedLastDay/messages").asLong()).isEqualTo(3);
            assertThat(author.ledger().at("/passedObservedLastDay/messages").asLong())
                    .isEqualTo(3);
        }
    }

    @Test
    void massMailingShouldBeJudgedButPass() {
        try (Person author = Person.of(JAMES, "masivo@mailing.example")) {
            for (int outsider = 1; outsider <= 6; outsider++) {
                String recipient = "n" + outsider + "@outside.example";
                String subject = "Invitation " + UUID.randomUUID();
                author.send(
                        Letter.of(author.address(), List.of(recipient), subject, MassMailings.APPEAL),
                        List.of(recipient));
            }
            JAMES.sink().await(6, Person.BOUND);
            Quiet.await(JAMES);

            assertThat(author.inbox()).isEmpty();
            assertThat(author.ledger().at("/campaigns/0/externalRecipients").asLong())
                    .isEqualTo(3);
            assertThat(author.ledger()
                            .at("/passedObservedLastDay/externalRecipients")
                            .asLong())
                    .isEqualTo(3);
        }
    }

    @Test
    void tooManyAndVisibleRecipientsShouldBeJudgedButPass() {
        try (Person author = Person.of(JAMES, "vitrina@alcaldia.example")) {
            author.writeTo(outsiders(101));
            author.writeTo(outsiders(30));
            JAMES.sink().await(2, Person.BOUND);
            Quiet.await(JAMES);

            assertThat(author.inbox()).isEmpty();
            assertThat(author.ledger().at("/sentLastDay/recipients").asLong()).isEqualTo(30);
            assertThat(author.ledger().at("/refusedLastDay/recipients").asLong())
                    .isEqualTo(101);
            assertThat(author.ledger().at("/passedObservedLastDay/recipients").asLong())
                    .isEqualTo(101);
        }
    }

    private static String[] outsiders(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(outsider -> "n" + outsider + "@outside.example")
                .toArray(String[]::new);
    }
}
