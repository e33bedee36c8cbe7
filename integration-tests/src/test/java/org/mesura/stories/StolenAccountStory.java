/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.stories.ServerExtension.address;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;
import org.mesura.runner.client.Letter;

/** Somebody writes from a stolen account to addresses that do not exist, until an administrator puts it right. */
class StolenAccountStory {
    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.memory().with(TestConfiguration.mesura("""
            <mesura>
              <institution>
                <name>Alcaldía de Ejemplo</name>
                <language>es</language>
                <administrator>soporte@alcaldia.example</administrator>
              </institution>
              <remoteRefusals suspendAt="3" holdAt="10" tellAt="5"/>
            </mesura>
            """));

    private static final String LISTED =
            "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org";

    private static String suspension(Person person) {
        return JAMES.server()
                .webAdmin()
                .get("/mesura/accounts/" + person.address())
                .expect(200)
                .json()
                .at("/suspension/cause")
                .asText();
    }

    private static boolean arrived(Letter letter) {
        return !JAMES.sink()
                .mails(mail -> mail.text().contains(letter.header("Message-ID")))
                .isEmpty();
    }

    /** Waits for letters to a person that say something, and gives all there are. */
    private static List<ParsedMail> lettersWith(String words, Person person) {
        return Await.value(Person.BOUND, "a letter with " + words, () -> {
            List<ParsedMail> letters = person.inbox().mails().stream()
                    .filter(letter -> letter.text().contains(words))
                    .toList();
            return letters.isEmpty() ? Optional.empty() : Optional.of(letters);
        });
    }

    @Test
    void unknownRecipientsShouldSuspendTheAccountUntilTheAdministratorLiftsIt() {
        JAMES.sink().refuse(recipient -> recipient.startsWith("nadie"), "550 5.1.1 no such user");
        try (Person ana = Person.join(JAMES, "robada@alcaldia.example");
                Person beto = Person.known(JAMES, address("beto"));
                Person support = Person.known(JAMES, address("soporte"))) {
            for (int stranger = 1; stranger <= 3; stranger++) {
                ana.write("nadie" + stranger + "@outside.example");
            }
            Await.until(Person.BOUND, "a suspension", () -> suspension(ana).equals("unknown-recipients"));

            Letter stopped = ana.writeAndAwaitReview("eva@outside.example");
            ana.write(beto.address());
            assertThat(beto.inbox().await(1)).hasSize(1);
            assertThat(ana.awaitReports(4))
                    .as("three from the world, one from us")
                    .anySatisfy(report -> assertThat(report).contains("the account may not send outside"));
            assertThat(arrived(stopped)).isFalse();
            assertThat(lettersWith(ana.address(), support))
                    .singleElement()
                    .satisfies(letter ->
                            assertThat(letter.text()).contains("/suspension").doesNotContain("outside.example"));

            JAMES.server()
                    .webAdmin()
                    .delete("/mesura/accounts/" + ana.address() + "/suspension")
                    .expect(204);
            Letter free = ana.write("eva@outside.example");

            Await.until(Person.BOUND, "the letter after the suspension", () -> arrived(free));
            Quiet.await(JAMES);
            assertThat(ana.inbox().mails())
                    .filteredOn(mail -> !mail.isReport())
                    .as("one word on the suspension, one on its end")
                    .hasSize(2)
                    .allSatisfy(
                            mail -> assertThat(mail.header("Auto-Submitted")).contains("auto-generated"));
        }
    }

    @Test
    void administratorShouldBeToldOfABlockListWithTheServersWords() {
        JAMES.sink().refuse("lista@outside.example", LISTED);
        try (Person carla = Person.join(JAMES, "carla.lista@alcaldia.example");
                Person support = Person.known(JAMES, address("soporte"))) {
            carla.write("lista@outside.example");
            carla.write("lista@outside.example");

            lettersWith("zen.spamhaus.org", support);
            Quiet.await(JAMES);
            List<ParsedMail> letters = lettersWith("zen.spamhaus.org", support);
            assertThat(letters).singleElement().satisfies(letter -> assertThat(letter.text())
                    .doesNotContain("lista@"));
        }
    }
}
