/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;
import org.mesura.runner.client.WebAdmin;

import com.fasterxml.jackson.databind.JsonNode;

/** What James leaves on mail that it gave up on, as counting the refusals of other servers relies on it. */
class RemoteFailureStory {
    private static final String BOUNCES = "<processor state=\"bounces\" enableJmx=\"false\">";
    private static final String KEPT = "var/mail/given-up/";
    private static final String KEEP = "<mailet match=\"All\" class=\"ToRepository\"><repositoryPath>file://" + KEPT
            + "</repositoryPath><passThrough>true</passThrough></mailet>";
    private static final String MAILS = "/mailRepositories/" + KEPT.replace("/", "%2F") + "/mails";

    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.durable()
            .with(settings -> settings.replace("mailetcontainer.xml", BOUNCES, BOUNCES + KEEP)
                    .replace("mailetcontainer.xml", "1 sec, 5 sec, 15 sec", "1 sec")
                    .replace("mailetcontainer.xml", "<maxRetries>3<", "<maxRetries>1<"));

    @Test
    void mailShouldTellWhatTheServerSaidWhenItsOnlyRecipientWasRefused() {
        JAMES.sink().refuse("nobody@outside.example", "550 5.1.1 no such user");
        try (Person author = Person.join(JAMES, "uno@alcaldia.example")) {
            author.write("nobody@outside.example");
            JsonNode mail = awaitGivenUp(author);

            assertThat(mail.at("/recipients")).hasSize(1);
            assertThat(mail.at("/attributes/delivery-error").asText()).isEqualTo("550 5.1.1 no such user");
            assertThat(mail.at("/attributes/delivery-error-code").isMissingNode())
                    .isTrue();
            assertThat(mail.at("/attributes/is-delivery-permanent-error").asText())
                    .isEqualTo("true");
            assertThat(mail.at("/attributes/mesura.account").asText()).isEqualTo(author.address());
            assertThat(mail.at("/attributes/mesura.outsiders").asText()).isNotEmpty();
            // put on by RemoteDelivery itself
            assertThat(mail.at("/attributes").has("org.apache.james.SentByMailet"))
                    .isTrue();
        }
    }

    @Test
    void mailShouldGoToTheRefusedAndTellOfOneWhenOthersGotIt() {
        JAMES.sink().refuse("nobody@outside.example", "550 5.1.1 no such user");
        JAMES.sink().refuse("nadie@outside.example", "550-5.1.1 no such user\r\n550 5.1.1 really");
        try (Person author = Person.join(JAMES, "parte@alcaldia.example")) {
            author.write("nobody@outside.example", "eva@outside.example", "nadie@outside.example");
            JsonNode mail = awaitGivenUp(author);

            assertThat(mail.at("/recipients"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrder("nobody@outside.example", "nadie@outside.example");
            assertThat(mail.at("/attributes/delivery-error").asText())
                    .isIn("550 5.1.1 no such user", "550-5.1.1 no such user\n550 5.1.1 really");
            assertThat(mail.at("/attributes/delivery-error-code").asText()).isEqualTo("250");
        }
    }

    @Test
    void mailShouldTellNothingOfTheServerWhenItWasRetriedInVain() {
        JAMES.sink().refuse("later@outside.example", "451 4.7.1 come back later");
        try (Person author = Person.join(JAMES, "luego@alcaldia.example")) {
            author.write("later@outside.example");
            JsonNode mail = awaitGivenUp(author);

            assertThat(mail.at("/attributes/delivery-error").asText())
                    .isEqualTo("Too many retries failure. Bouncing after 1 retries.");
            assertThat(mail.at("/attributes/is-delivery-permanent-error").asText())
                    .isEqualTo("false");
        }
    }

    @Test
    void forwardedMailShouldCarryNoVerdictWhenItIsRefused() {
        JAMES.sink().refuse("nobody@outside.example", "550 5.1.1 no such user");
        try (Person author = Person.join(JAMES, "autora@alcaldia.example");
                Person away = Person.join(JAMES, "ausente@alcaldia.example")) {
            JAMES.accounts().forward(away.address(), "nobody@outside.example");
            author.write(away.address());
            JsonNode mail = awaitGivenUp(author);

            assertThat(mail.at("/attributes").has("delivery-error")).isTrue();
            assertThat(mail.at("/attributes").fieldNames()).toIterable().noneMatch(name -> name.startsWith("mesura."));
        }
    }

    /** The one mail of {@code author}'s that James gave up on. */
    private static JsonNode awaitGivenUp(Person author) {
        Await.until(Person.BOUND, "a mail of " + author.address() + " that James gave up on", () -> givenUp(author)
                .isPresent());
        return givenUp(author).orElseThrow();
    }

    private static Optional<JsonNode> givenUp(Person author) {
        WebAdmin.Reply keys = JAMES.server().webAdmin().get(MAILS);
        if (keys.status() != 200) {
            // made with the first mail
            return Optional.empty();
        }
        for (JsonNode key : keys.json()) {
            JsonNode mail = JAMES.server()
                    .webAdmin()
                    .get(MAILS + "/" + key.asText() + "?additionalFields=attributes")
                    .expect(200)
                    .json();
            if (mail.at("/sender").asText().equals(author.address())) {
                return Optional.of(mail);
            }
        }
        return Optional.empty();
    }
}
