/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.stories.Person.BOUND;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.WebAdmin;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A submission is charged once, whatever way its mail takes through the server. Each account here may send one message an
 * hour, so that a second charge would show as a refusal.
 */
class OnceStory {
    @RegisterExtension
    static final ServerExtension JAMES = VolumeServer.JAMES;

    private static final String EVA = "eva@outside.example";

    @Test
    void mailSplitByAMatcherShouldBeChargedOnce() {
        try (Person ana = Person.join(JAMES, "split@one.example")) {
            Letter letter = ana.write(EVA, "split@outside.example", "leo@outside.example");

            assertThat(awaitRecipients(letter, 3)).contains("split@outside.example", EVA);
            assertChargedOnce(ana, 3);
        }
    }

    @Test
    void mailThatEntersRootTwiceShouldBeChargedOnce() {
        try (Person ana = Person.join(JAMES, "again@one.example")) {
            Letter letter = ana.write(EVA, "again@outside.example", "split@outside.example");

            assertThat(awaitRecipients(letter, 3)).contains("again@outside.example", EVA);
            assertChargedOnce(ana, 3);
        }
    }

    @Test
    void mailThatIsRequeuedShouldBeChargedOnce() {
        try (Person ana = Person.join(JAMES, "requeued@one.example")) {
            Letter letter = ana.write(EVA, "requeued@outside.example");

            assertThat(awaitRecipients(letter, 2)).contains("requeued@outside.example", EVA);
            assertChargedOnce(ana, 2);
        }
    }

    @Test
    void mailReprocessedFromARepositoryShouldBeChargedOnce() {
        try (Person ana = Person.join(JAMES, "kept@one.example")) {
            Letter letter = ana.write("kept@outside.example");
            awaitRecipients(letter, 1);

            reprocess("var/mail/kept", "root");

            assertThat(awaitRecipients(letter, 2)).hasSize(2);
            assertChargedOnce(ana, 1);
        }
    }

    @Test
    void mailReprocessedFromBeforeItsReviewShouldBeChargedOnce() {
        try (Person ana = Person.join(JAMES, "early@one.example")) {
            Letter letter = ana.write("early@outside.example");
            awaitRecipients(letter, 1);

            reprocess("var/mail/early", "root");

            assertThat(awaitRecipients(letter, 2)).hasSize(2);
            assertChargedOnce(ana, 1);
        }
    }

    @Test
    void mailReprocessedFromTheErrorRepositoryShouldKeepItsVerdict() {
        try (Person ana = Person.join(JAMES, "ill@one.example")) {
            Letter letter = ana.write("ill@outside.example");
            JsonNode first = awaitMailIn("var/mail/error", ana);

            assertThat(first.path("attributes").path("mesura.verdict").toString())
                    .as(first.toString())
                    .contains("accept");

            reprocess("var/mail/error", "root");

            assertThat(awaitRecipients(letter, 1)).containsExactly("ill@outside.example");
            assertChargedOnce(ana, 1);
        }
    }

    private static void assertChargedOnce(Person person, long recipients) {
        Ledger ledger = person.ledger();
        assertThat(ledger.sent()).isEqualTo(1);
        assertThat(ledger.recipients()).isEqualTo(recipients);
        assertThat(ledger.refused()).isZero();
    }

    /** Waits until the world has the letter for so many recipients, one that got it twice counted twice. */
    private static List<String> awaitRecipients(Letter letter, int number) {
        Await.until(
                BOUND,
                number + " deliveries, so far " + recipients(letter),
                () -> recipients(letter).size() >= number);
        return recipients(letter);
    }

    private static List<String> recipients(Letter letter) {
        return JAMES.sink().mails(mail -> mail.text().contains(letter.header("Message-ID"))).stream()
                .flatMap(mail -> mail.recipients().stream())
                .toList();
    }

    /** Sends all mails of a repository into a processor, and waits until that is done. */
    private static void reprocess(String repository, String processor) {
        awaitMailIn(repository);
        WebAdmin webAdmin = JAMES.server().webAdmin();
        String task = webAdmin.patch(mails(repository) + "?action=reprocess&processor=" + processor, List.of())
                .expect(201)
                .json()
                .path("taskId")
                .asText();
        assertThat(webAdmin.get("/tasks/" + task + "/await")
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("completed");
    }

    /** Waits for a mail of anybody's in a repository. */
    private static void awaitMailIn(String repository) {
        Await.until(BOUND, "a mail in " + repository, () -> !keys(repository).isEmpty());
    }

    /** Waits for a mail of this person's in a repository and gives it with its attributes. */
    private static JsonNode awaitMailIn(String repository, Person person) {
        return Await.value(BOUND, "a mail of " + person.address() + " in " + repository, () -> keys(repository).stream()
                .map(key -> mail(repository, key))
                .filter(mail -> mail.path("attributes")
                        .path("mesura.account")
                        .toString()
                        .contains(person.address()))
                .findFirst());
    }

    private static List<String> keys(String repository) {
        JsonNode names =
                JAMES.server().webAdmin().get(mails(repository)).expect(200).json();
        return StreamSupport.stream(names.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode mail(String repository, String key) {
        return JAMES.server()
                .webAdmin()
                .get(mails(repository) + "/" + key + "?additionalFields=attributes")
                .expect(200)
                .json();
    }

    private static String mails(String repository) {
        return "/mailRepositories/" + URLEncoder.encode(repository, StandardCharsets.UTF_8) + "/mails";
    }
}
