/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A permit from the hour in which an administrator writes it into {@code mesura.xml} to the message that uses it up. */
class PermitStory {
    private static final String ACCOUNT = "feria@permits.example";
    private static final String SETTINGS = """
            <mesura>
              <institution>
                <name>Alcaldía de Ejemplo</name>
                <language>es</language>
              </institution>
              <policies>
                <policy name="one">
                  <limit measure="messages" quantity="1" window="1d"/>
                  <overLimit>bounce</overLimit>
                </policy>
              </policies>
              <assignments default="one"/>
              %s
            </mesura>
            """;

    @RegisterExtension
    static final ServerExtension JAMES =
            ServerExtension.durable().with(TestConfiguration.mesura(SETTINGS.formatted("")));

    @Test
    void accountShouldBeToldOnceThatItsPermitIsGrantedNearlyUsedAndUsedUp() throws IOException {
        try (Person author = Person.join(JAMES, ACCOUNT)) {
            grant(author, 5);
            assertThat(author.inbox().await(1)).singleElement().satisfies(granted -> {
                assertThat(granted.subject()).startsWith("Tiene un permiso para enviar más hasta el ");
                assertThat(granted.header("Auto-Submitted")).contains("auto-generated");
                assertThat(granted.header("Return-Path")).contains("<>");
                assertThat(granted.part(0)).contains("5 destinatarios externos", "«La feria»", "Olga");
                assertThat(granted.types()).containsExactly("text/plain", "text/html");
            });

            author.writeAndAwaitReview("own@outside.example");
            assertThat(subjects(author.inbox().await(2))).last().isEqualTo("Se acerca a un límite de envío");
            for (int number = 1; number <= 3; number++) {
                author.write("n" + number + "@outside.example");
            }
            JAMES.sink().await(4, Person.BOUND);
            Quiet.await(JAMES);
            assertThat(author.inbox().mails()).hasSize(2);

            author.write("n4@outside.example");
            assertThat(subjects(author.inbox().await(3)))
                    .last()
                    .isEqualTo("Su permiso de envío está por agotarse: dispone de 1 destinatario externo");

            author.write("n5@outside.example");
            assertThat(subjects(author.inbox().await(4))).last().isEqualTo("Su permiso de envío se agotó");

            author.write("n6@outside.example");
            author.inbox().awaitReports(1);
            assertThat(JAMES.sink().mails()).hasSize(6);
        }
        // mailboxes are in memory: whatever is told once more would be alone in it
        JAMES.server().stop();
        JAMES.server().restart();
        Quiet.await(JAMES);
        try (Person author = Person.known(JAMES, ACCOUNT)) {
            assertThat(author.inbox().mails()).isEmpty();
        }
    }

    private static void grant(Person author, int externalRecipients) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String permit = "<permits><permit id='feria' account='%s' from='%s' until='%s' externalRecipients='%s'"
                + " reason='La feria' grantor='Olga'/></permits>";
        Files.writeString(
                JAMES.server().work().resolve("conf/mesura.xml"),
                SETTINGS.formatted(permit.formatted(
                        author.address(), now.minusSeconds(60), now.plus(1, ChronoUnit.DAYS), externalRecipients)));
    }

    private static List<String> subjects(List<ParsedMail> mails) {
        return mails.stream().map(ParsedMail::subject).toList();
    }
}
