/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mesura.runner.client.Letter;

/** The same letter to many outsiders, and advice on mailings. */
class MassMailingStory {
    /** A letter to everybody; its text alone tells it from others. */
    static final String APPEAL = """
            Dear neighbour,\r
            \r
            the town hall invites you to the autumn fair on the main square, with music, local food and a\r
            market of crafts from all the districts. Come and bring your family!\r
            """;

    @RegisterExtension
    static final ServerExtension JAMES = InstitutionServer.JAMES;

    @Test
    void sameLetterShouldBeRefusedWhenItReachedAHundredAndFiftyOutsiders() {
        try (Person author = Person.join(JAMES, "pregon@alcaldia.example")) {
            for (int outsider = 1; outsider <= 49; outsider++) {
                appeal(author, outsider);
            }
            JAMES.sink().await(49, Person.BOUND);
            assertThat(author.inbox().mails()).isEmpty();

            Letter fiftieth = appeal(author, 50);
            List<ParsedMail> advice = author.inbox().await(1);
            assertThat(advice).singleElement().satisfies(word -> {
                assertThat(word.subject()).isEqualTo("Su mensaje se envió, con un consejo");
                assertThat(word.header("In-Reply-To")).contains(fiftieth.header("Message-ID"));
            });

            for (int outsider = 51; outsider <= 150; outsider++) {
                appeal(author, outsider);
            }
            JAMES.sink().await(150, Person.BOUND);
            for (int outsider = 151; outsider <= 155; outsider++) {
                appeal(author, outsider);
            }
            author.write("friend@outside.example");
            List<ParsedMail> inbox = author.inbox().await(1 + 5 + 1);
            Quiet.await(JAMES);

            assertThat(inbox).hasSize(1 + 5 + 1);
            assertThat(inbox.stream().filter(ParsedMail::isReport))
                    .hasSize(5)
                    .allSatisfy(report -> assertThat(report.part(1)).contains("Status: 5.7.28\r\n"));
            assertThat(inbox.stream().filter(ParsedMail::isNotice).map(ParsedMail::subject))
                    .containsExactly(
                            "Su mensaje se envió, con un consejo", "Su mensaje no se envió: es un envío masivo");
            assertThat(JAMES.sink().mails(mail -> mail.text().contains("autumn fair")))
                    .hasSize(150);
            assertThat(JAMES.sink().mails(mail -> mail.recipients().contains("friend@outside.example")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Disguise.class)
    void limitShouldHoldWhenMailIsDisguised(Disguise disguise) {
        try (Person author = Person.join(JAMES, disguise.account("few.example"))) {
            for (int number = 1; number <= 5; number++) {
                disguise.send(author, "n" + number + "@outside.example", "This is letter number " + number + ".\r\n");
            }
            author.awaitReviews(5);
            disguise.send(author, "n6@outside.example", "This is one letter too many.\r\n");
            author.awaitReviews(6);

            assertThat(JAMES.sink().await(5, Person.BOUND)).hasSize(5);
            assertThat(author.ledger().sent()).isEqualTo(5);
            assertThat(author.ledger().refused()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Disguise.class)
    void massMailingShouldBeRefusedWhenItIsDisguised(Disguise disguise) {
        try (Person author = Person.join(JAMES, disguise.account("mailing.example"))) {
            for (int outsider = 1; outsider <= 3; outsider++) {
                disguise.send(author, "n" + outsider + "@outside.example", APPEAL);
            }
            JAMES.sink().await(3, Person.BOUND);
            disguise.send(author, "n4@outside.example", APPEAL);
            author.awaitReviews(4);

            assertThat(author.ledger().sent()).isEqualTo(3);
            assertThat(author.ledger().refused()).isEqualTo(1);
            assertThat(author.ledger().figure("/campaigns/0/externalRecipients"))
                    .isEqualTo(3);
        }
    }

    @Test
    void manyVisibleOutsidersShouldBringAdviceOnceAndBeDelivered() {
        try (Person author = Person.join(JAMES, "vitrina@alcaldia.example")) {
            author.write(outsiders(24));
            JAMES.sink().await(1, Person.BOUND);
            assertThat(author.inbox().mails()).isEmpty();

            // Bcc: thirty in the envelope, one in the header.
            author.send(Letter.of(author.address(), List.of("n1@outside.example")), outsiders(30));
            Letter visible = author.write(outsiders(25));
            author.write(outsiders(26));
            JAMES.sink().await(4, Person.BOUND);
            List<ParsedMail> inbox = author.inbox().await(1);
            Quiet.await(JAMES);

            assertThat(inbox).hasSize(1);
            assertThat(inbox.get(0).header("In-Reply-To")).contains(visible.header("Message-ID"));
            assertThat(inbox.get(0).part(0)).contains("CCO");
        }
    }

    private static Letter appeal(Person author, int outsider) {
        String recipient = "n%03d@outside.example".formatted(outsider);
        String subject = "Invitation " + UUID.randomUUID();
        return author.send(Letter.of(author.address(), List.of(recipient), subject, APPEAL), recipient);
    }

    private static String[] outsiders(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(outsider -> "n" + outsider + "@outside.example")
                .toArray(String[]::new);
    }
}
