/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.runner.client.Letter;

/** What senders are told beside the reports: once, in their language, and to no automaton's taste. */
class GuidanceStory {
    private static final String HELP_PAGE = "https://www.alcaldia.example/uso-adecuado";

    @RegisterExtension
    static final ServerExtension JAMES = InstitutionServer.JAMES;

    @Test
    void guidanceShouldComeOnceWhenThreeHundredMessagesAreRefused() {
        try (Person author = Person.join(JAMES, "insistente@few.example")) {
            for (int number = 1; number <= 5; number++) {
                author.write("n" + number + "@outside.example");
            }
            author.awaitReviews(5);
            for (int number = 1; number <= 300; number++) {
                author.write("n" + number + "@outside.example");
            }
            List<ParsedMail> reports = author.inbox().awaitReports(300);
            Quiet.await(JAMES);

            assertThat(author.inbox().mails()).hasSize(300 + 1 + 1);
            assertThat(author.inbox().mails().stream()
                            .filter(ParsedMail::isNotice)
                            .map(ParsedMail::subject))
                    .satisfiesExactlyInAnyOrder(
                            warning -> assertThat(warning).isEqualTo("Se acerca a un límite de envío"),
                            guidance -> assertThat(guidance).startsWith("Su mensaje no se envió: podrá enviarlo"));
            assertThat(reports).hasSize(300).allSatisfy(report -> assertThat(report.part(0))
                    .contains("Su mensaje no se envió", "El correo es para el trabajo diario", HELP_PAGE));
            assertThat(reports.stream()
                            .map(report -> report.header("In-Reply-To"))
                            .distinct())
                    .hasSize(300);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "funcionaria@few.example,  es, Su mensaje no se envió,       Mensaje no enviado: informe de entrega",
        "consulado@few.example,    en, Your message was not sent,    Message not sent: delivery report",
        "guia@turismo.example,     pt, Sua mensagem não foi enviada, Mensagem não enviada: relatório de entrega"
    })
    void guidanceShouldSpeakTheLanguageOfTheAccount(
            String address, String language, String subject, String subjectOfReport) {
        try (Person author = Person.join(JAMES, address)) {
            Letter refused = sendTooMany(author);
            ParsedMail guidance = refusalAmong(author.inbox().awaitNotices(2));

            assertThat(guidance.subject()).startsWith(subject + ":");
            assertThat(guidance.header("Content-Language")).contains(language);
            assertThat(guidance.part(0)).contains(subject, refused.header("Subject"), HELP_PAGE);
            assertThat(guidance.part(1)).contains("lang=\"" + language + "\"", subject, HELP_PAGE);
            assertThat(author.inbox().awaitReports(1).get(0).subject()).isEqualTo(subjectOfReport);
            assertThat(author.inbox().awaitReports(1).get(0).part(0)).contains(subject);
        }
    }

    @Test
    void guidanceShouldBeMarkedSoThatNoAutomatonAnswers() {
        try (Person author = Person.join(JAMES, "hilo@few.example")) {
            Letter refused = sendTooMany(author);
            ParsedMail guidance = refusalAmong(author.inbox().awaitNotices(2));

            assertThat(guidance.header("Return-Path")).contains("<>");
            assertThat(guidance.header("Auto-Submitted")).contains("auto-replied");
            assertThat(guidance.header("X-Auto-Response-Suppress")).contains("All");
            assertThat(guidance.header("From").orElseThrow()).contains("<postmaster@alcaldia.example>");
            assertThat(guidance.header("To")).contains(author.address());
            assertThat(guidance.header("In-Reply-To")).contains(refused.header("Message-ID"));
            assertThat(guidance.header("References"))
                    .contains(refused.header("References") + " " + refused.header("Message-ID"));
            assertThat(guidance.types()).containsExactly("text/plain", "text/html");
        }
    }

    @Test
    void warningShouldComeOnceWhenLimitsAreNear() {
        try (Person author = Person.join(JAMES, "cerca@ten.example")) {
            for (int number = 1; number <= 7; number++) {
                author.write("n" + number + "@outside.example");
            }
            JAMES.sink().await(7, Person.BOUND);
            Quiet.await(JAMES);
            assertThat(author.inbox().mails()).isEmpty();

            Letter eighth = author.write("n8@outside.example");
            author.inbox().await(1);
            author.write("n9@outside.example");
            author.write("n10@outside.example");
            JAMES.sink().await(10, Person.BOUND);
            Quiet.await(JAMES);

            assertThat(author.inbox().mails()).singleElement().satisfies(warning -> {
                assertThat(warning.subject()).isEqualTo("Se acerca a un límite de envío");
                assertThat(warning.header("In-Reply-To")).contains(eighth.header("Message-ID"));
            });
        }
    }

    /** Sends as much as the limit of five gives and one letter more, which is returned. */
    private static Letter sendTooMany(Person author) {
        for (int number = 1; number <= 5; number++) {
            author.write("n" + number + "@outside.example");
        }
        author.awaitReviews(5);
        Letter letter = Letter.of(author.address(), List.of("n6@outside.example"));
        return author.send(letter.header("References", "<first@client.example>"), "n6@outside.example");
    }

    private static ParsedMail refusalAmong(List<ParsedMail> notices) {
        // The other one is the warning that came before.
        return notices.stream()
                .filter(notice -> notice.header("References").orElse("").startsWith("<first@client.example>"))
                .findFirst()
                .orElseThrow();
    }
}
