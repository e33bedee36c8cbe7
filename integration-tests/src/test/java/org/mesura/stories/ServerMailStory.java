/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.stories.Person.BOUND;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.client.Jmap;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

/** Mail that the server writes, passes on or receives is charged to nobody. */
class ServerMailStory {
    @RegisterExtension
    static final ServerExtension JAMES = VolumeServer.JAMES;

    private static final String EVA = "eva@outside.example";
    private static final String LEO = "leo@outside.example";

    @Test
    void vacationReplyShouldNotBeCharged() {
        try (Person ana = Person.join(JAMES, "vacation@one.example")) {
            goOnVacation(ana.jmap());
            receive(EVA, ana.address());
            receive(LEO, ana.address());

            assertThat(JAMES.sink().await(2, BOUND))
                    .flatExtracting(mail -> mail.recipients())
                    .containsExactlyInAnyOrder(EVA, LEO);
            assertThat(JAMES.sink().mails()).allMatch(mail -> mail.text().contains("Back on Monday"));
            assertNothingCharged(ana);
        }
    }

    @Test
    void forwardShouldNotBeCharged() {
        try (Person ana = Person.join(JAMES, "forward@one.example");
                Person beto = Person.join(JAMES, "beto@one.example")) {
            JAMES.accounts().forward(ana.address(), EVA);
            receive(LEO, ana.address());
            receive(LEO, ana.address());
            Letter inside = beto.write(ana.address());

            assertThat(JAMES.sink().await(3, BOUND))
                    .allMatch(mail -> mail.recipients().equals(List.of(EVA)))
                    .anyMatch(mail -> mail.text().contains(inside.header("Message-ID")));
            assertNothingCharged(ana);
            assertThat(beto.ledger().sent()).isEqualTo(1);
            assertThat(beto.ledger().externalRecipients()).isZero();
        }
    }

    @Test
    void bounceShouldNotBeCharged() {
        JAMES.sink().refuse("nobody@outside.example", "550 5.1.1 no such user");
        try (Person ana = Person.join(JAMES, "bounce@two.example")) {
            ana.write("nobody@outside.example");
            ana.write("nobody@outside.example");

            ana.awaitReports(2);
            assertThat(ana.ledger().sent()).isEqualTo(2);
            assertThat(ana.ledger().refused()).isZero();
        }
    }

    @Test
    void noticesShouldNotBeCharged() {
        try (Person ana = Person.join(JAMES, "notices@one.example")) {
            ana.writeAndAwaitReview(EVA);
            ana.writeAndAwaitReview(EVA);

            // The warning that the limit is near, guidance on the refusal, and the delivery report.
            ana.awaitMail(3, text -> text.contains("Auto-Submitted"));
            assertThat(ana.ledger().sent()).isEqualTo(1);
            assertThat(ana.ledger().refused()).isEqualTo(1);
            JAMES.server()
                    .webAdmin()
                    .get("/mesura/accounts/postmaster@alcaldia.example")
                    .expect(404);
        }
    }

    @Test
    void mailFromOutsideShouldNotBeCharged() {
        try (Person ana = Person.join(JAMES, "outside@one.example");
                Person beto = Person.join(JAMES, "inside@one.example")) {
            // What a stranger writes in her name is none of hers.
            for (int letter = 1; letter <= 3; letter++) {
                receive(ana.address(), beto.address());
            }

            beto.awaitMail(3, text -> true);
            assertNothingCharged(ana);
            assertNothingCharged(beto);
        }
    }

    private static void assertNothingCharged(Person person) {
        assertThat(person.ledger().sent()).isZero();
        assertThat(person.ledger().refused()).isZero();
    }

    /** A mail comes in from the world. */
    private static void receive(String sender, String recipient) {
        try (SmtpClient smtp = SmtpClient.connect(JAMES.server().ports().smtp())) {
            assertThat(smtp.send(
                                    sender,
                                    List.of(recipient),
                                    Letter.of(sender, List.of(recipient)).bytes())
                            .code())
                    .isEqualTo(250);
        }
    }

    private static void goOnVacation(Jmap jmap) {
        Map<String, Object> vacation = Map.of("isEnabled", true, "subject", "Away", "textBody", "Back on Monday");
        assertThat(jmap.call(List.of(List.of(
                                "VacationResponse/set",
                                Map.of("accountId", jmap.accountId(), "update", Map.of("singleton", vacation)),
                                "0")))
                        .at("/0/1/updated")
                        .has("singleton"))
                .isTrue();
    }
}
