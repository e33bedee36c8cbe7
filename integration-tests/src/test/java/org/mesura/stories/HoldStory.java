/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.stories.ServerExtension.address;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;
import org.mesura.runner.client.Letter;

/** The same letter to more outsiders than the bulk rule lets: the rest waits for an administrator's decision. */
class HoldStory {
    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.memory().with(TestConfiguration.mesura("""
            <mesura>
              <institution>
                <name>Alcaldía de Ejemplo</name>
                <language>es</language>
                <administrator>soporte@alcaldia.example</administrator>
              </institution>
              <policies>
                <policy name="mailing">
                  <bulk advise="2" stop="3" refuse="10" action="hold"/>
                </policy>
                <policy name="unlimited"/>
              </policies>
              <assignments default="unlimited">
                <domain name="mailing.example" policy="mailing"/>
              </assignments>
              <notices perHour="10000"/>
            </mesura>
            """));

    private static final String REASON = "Publíquelo en el boletín, por favor.";

    @Test
    void massMailingShouldWaitForTheAdministratorsDecision() {
        try (Person author = Person.join(JAMES, "fiestas@mailing.example");
                Person support = Person.known(JAMES, address("soporte"))) {
            for (int outsider = 1; outsider <= 3; outsider++) {
                appeal(author, outsider);
            }
            JAMES.sink().await(3, Person.BOUND);
            Letter released = appeal(author, 4);
            HeldMails.await(1, author.address(), JAMES.server());
            Letter rejected = appeal(author, 5);
            HeldMails held = HeldMails.await(2, author.address(), JAMES.server());

            assertListed(held);
            assertTold(author, support);
            HeldMails.release(held.ids().get(0), JAMES.server());
            HeldMails.reject(held.ids().get(1), REASON, JAMES.server());

            Await.until(Person.BOUND, "the released mail", () -> arrived(released));
            assertThat(author.inbox().awaitReports(1)).singleElement().satisfies(report -> assertThat(
                            report.part(0) + report.part(1) + report.part(2))
                    .contains(REASON, "Action: failed", "n5@outside.example")
                    .contains(rejected.header("Message-ID")));
            assertThat(HeldMails.in(JAMES.server()).number()).isZero();
            Quiet.await(JAMES);
            assertThat(arrived(rejected)).isFalse();
            assertThat(JAMES.sink().mails()).hasSize(4);
        }
    }

    private static void assertListed(HeldMails held) {
        assertThat(held.shown()).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.at("/waits/what").asText()).isEqualTo("decision");
            assertThat(mail.at("/reason").asText()).isEqualTo("bulk");
            assertThat(mail.at("/externalRecipients").asLong()).isEqualTo(1);
        });
        assertThat(held.page().toString())
                .as("neither subjects nor recipients")
                .doesNotContain("Invitation")
                .doesNotContain("outside.example");
    }

    private static void assertTold(Person author, Person support) {
        // the first is the advice that comes with the second outsider
        List<ParsedMail> words = author.inbox().awaitNotices(2);
        assertThat(words).hasSize(2);
        assertThat(words.get(1).subject()).isNotEqualTo(words.get(0).subject());
        assertThat(support.inbox().await(1)).singleElement().satisfies(letter -> assertThat(letter.text())
                .contains(author.address(), "/mesura/held")
                .doesNotContain("outside.example"));
    }

    private static Letter appeal(Person author, int outsider) {
        String recipient = "n" + outsider + "@outside.example";
        String subject = "Invitation " + UUID.randomUUID();
        return author.send(
                Letter.of(author.address(), List.of(recipient), subject, MassMailingStory.APPEAL), recipient);
    }

    private static boolean arrived(Letter letter) {
        return JAMES.sink().mails().stream().anyMatch(mail -> mail.text().contains(letter.header("Message-ID")));
    }
}
