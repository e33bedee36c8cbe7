/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.stories.Person.BOUND;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;
import org.mesura.runner.client.Jmap;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

/** Whose account a message is charged to, and which policy that account goes by. */
class IdentityStory {
    @RegisterExtension
    static final ServerExtension JAMES = VolumeServer.JAMES;

    private static final List<String> EVA = List.of("eva@outside.example");

    @Test
    void switchingSendersShouldChangeNothing() {
        String alias = "ana.alias@two.example";
        try (Person ana = Person.join(JAMES, "ana@two.example");
                Person beto = Person.join(JAMES, "beto@two.example")) {
            JAMES.accounts().alias(alias, ana.address());
            ana.send(alias, EVA, Letter.of(alias, EVA).bytes());
            ana.send(beto.address(), EVA, Letter.of(beto.address(), EVA).bytes());
            ana.awaitReviews(2);
            ana.send(ana.address(), EVA, Letter.of(beto.address(), EVA).bytes());
            ana.send(alias, EVA, Letter.of("noa@outside.example", EVA).bytes());
            ana.send("", EVA, Letter.of(alias, EVA).bytes());

            assertThat(ana.awaitReviews(5).sent()).isEqualTo(2);
            assertThat(ana.ledger().refused()).isEqualTo(3);
            ana.awaitReports(3);
            assertThat(beto.ledger().sent() + beto.ledger().refused()).isZero();
            assertUnknown(alias);
            assertUnknown("noa@outside.example");
        }
    }

    @Test
    void smtpAndJmapShouldAddUp() {
        try (Person ana = Person.join(JAMES, "both.doors@two.example")) {
            Jmap jmap = ana.jmap();
            ana.writeAndAwaitReview("eva@outside.example");
            submit(jmap, "La primera");
            assertThat(ana.awaitReviews(2).sent()).isEqualTo(2);

            submit(jmap, "La segunda");
            ana.write("eva@outside.example");

            assertThat(ana.awaitReviews(4).sent()).isEqualTo(2);
            assertThat(ana.awaitReports(2)).anyMatch(report -> report.contains("La segunda"));
            assertThat(JAMES.sink().await(2, BOUND)).hasSize(2).anyMatch(mail -> mail.text()
                    .contains("La primera"));
        }
    }

    @Test
    void exemptAccountShouldPassAndBeCounted() {
        try (Person ana = Person.join(JAMES, "exempt@one.example")) {
            for (int letter = 1; letter <= 3; letter++) {
                ana.write("eva@outside.example");
            }

            assertThat(JAMES.sink().await(3, BOUND)).hasSize(3);
            assertThat(ana.ledger().sent()).isEqualTo(3);
            assertThat(ana.ledger().refused()).isZero();
            assertThat(ana.ledger().page().path("exempt").asBoolean()).isTrue();
        }
    }

    @Test
    void hostOfAnAuthorisedNetworkShouldBeAnAccountOfItsOwn() {
        String host = "network:127.0.0.1";
        String printer = "printer@two.example";
        try (Person owner = Person.join(JAMES, printer);
                SmtpClient smtp = SmtpClient.connect(JAMES.server().ports().submission())) {
            for (int letter = 1; letter <= 3; letter++) {
                smtp.send(printer, EVA, Letter.of(printer, EVA).bytes());
            }

            Await.until(
                    BOUND,
                    "three reviews for " + host,
                    () -> isKnown(host)
                            && Ledger.of(JAMES, host).sent()
                                            + Ledger.of(JAMES, host).refused()
                                    == 3);
            assertThat(Ledger.of(JAMES, host).sent()).isEqualTo(2);
            assertThat(JAMES.sink().await(2, BOUND)).hasSize(2);
            assertThat(owner.ledger().sent() + owner.ledger().refused()).isZero();
        }
    }

    @Test
    void accountShouldGoByItsOwnPolicyThenItsDomainsThenTheDefault() {
        assertGranted("three@two.example", "three", 3);
        assertGranted("anybody@two.example", "two", 2);
        assertGranted("anybody@rural.example", "one", 1);
    }

    private static void assertGranted(String account, String policy, int messages) {
        try (Person person = Person.join(JAMES, account)) {
            for (int letter = 1; letter <= 4; letter++) {
                person.write("eva@outside.example");
            }

            assertThat(person.awaitReviews(4).sent()).isEqualTo(messages);
            assertThat(person.ledger().page().path("policy").asText()).isEqualTo(policy);
        }
    }

    private static void submit(Jmap jmap, String subject) {
        Jmap.Submission submission = jmap.send(EVA, subject, "Nada más que: " + subject);
        assertThat(submission.isAccepted()).as(submission.detail()).isTrue();
    }

    private static void assertUnknown(String account) {
        assertThat(isKnown(account)).isFalse();
    }

    private static boolean isKnown(String account) {
        return JAMES.server().webAdmin().get("/mesura/accounts/" + account).status() == 200;
    }
}
