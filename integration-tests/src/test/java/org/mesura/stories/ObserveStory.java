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
        try (Person author = Person.join(JAMES, "volumen@few.example")) {
            for (int number = 1; number <= 8; number++) {
                author.write("n" + number + "@outside.example");
            }
            JAMES.sink().await(8, Person.BOUND);
            Quiet.await(JAMES);

            assertThat(author.inbox().mails()).isEmpty();
            assertThat(author.ledger().used("messages")).isEqualTo(5);
            assertThat(author.ledger().sent()).isEqualTo(5);
            assertThat(author.ledger().refused()).isEqualTo(3);
            assertThat(author.ledger().figure("/passedObservedLastDay/messages"))
                    .isEqualTo(3);
        }
    }

    @Test
    void massMailingShouldBeJudgedButPass() {
        try (Person author = Person.join(JAMES, "masivo@mailing.example")) {
            for (int outsider = 1; outsider <= 6; outsider++) {
                String recipient = "n" + outsider + "@outside.example";
                String subject = "Invitation " + UUID.randomUUID();
                author.send(
                        Letter.of(author.address(), List.of(recipient), subject, MassMailingStory.APPEAL), recipient);
            }
            JAMES.sink().await(6, Person.BOUND);
            Quiet.await(JAMES);

            assertThat(author.inbox().mails()).isEmpty();
            assertThat(author.ledger().figure("/campaigns/0/externalRecipients"))
                    .isEqualTo(3);
            assertThat(author.ledger().figure("/passedObservedLastDay/externalRecipients"))
                    .isEqualTo(3);
        }
    }

    @Test
    void tooManyAndVisibleRecipientsShouldBeJudgedButPass() {
        try (Person author = Person.join(JAMES, "vitrina@alcaldia.example")) {
            author.write(outsiders(101));
            author.write(outsiders(30));
            JAMES.sink().await(2, Person.BOUND);
            Quiet.await(JAMES);

            assertThat(author.inbox().mails()).isEmpty();
            assertThat(author.ledger().figure("/sentLastDay/recipients")).isEqualTo(30);
            assertThat(author.ledger().figure("/refusedLastDay/recipients")).isEqualTo(101);
            assertThat(author.ledger().figure("/passedObservedLastDay/recipients"))
                    .isEqualTo(101);
        }
    }

    private static String[] outsiders(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(outsider -> "n" + outsider + "@outside.example")
                .toArray(String[]::new);
    }
}
