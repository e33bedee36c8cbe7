/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.runner.client.Letter;

/** What senders are told beside the reports: once, in their language, and to no automaton's taste. */
interface Guidance {
    String HELP_PAGE = "https://www.alcaldia.example/uso-adecuado";

    ServerExtension james();

    @Test
    default void guidanceShouldComeOnceWhenFortyMessagesAreRefused() {
        try (Person author = Person.of(james(), "insistente@few.example")) {
            for (int number = 1; number <= 5; number++) {
                author.writeTo("n" + number + "@outside.example");
            }
            author.awaitLedger("/sentLastDay/messages", 5);
            for (int number = 1; number <= 40; number++) {
                author.writeTo("n" + number + "@outside.example");
            }
            List<ParsedMail> reports = author.awaitReports(40);
            Quiet.await(james());

            assertThat(author.inbox()).hasSize(40 + 1 + 1);
            assertThat(author.inbox().stream().filter(ParsedMail::isNotice).map(ParsedMail::subject))
                    .satisfiesExactlyInAnyOrder(
                            warning -> assertThat(warning).isEqualTo("Se acerca a un límite de envío"),
                            guidance -> assertThat(guidance).startsWith("Su mensaje no se envió: podrá enviarlo"));
            assertThat(reports).hasSize(40).allSatisfy(report -> assertThat(report.part(0))
                    .contains("Su mensaje no se envió", "El correo es para el trabajo diario", HELP_PAGE));
            assertThat(reports.stream()
                            .map(report -> report.header("In-Reply-To"))
                            .distinct())
                    .hasSize(40);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "funcionaria@few.example,  es, Su mensaje no se envió,       Mensaje no enviado: informe de entrega",
        "consulado@few.example,    en, Your message was not sent,    Message not sent: delivery report",
        "guia@turismo.example,     pt, Sua mensagem não foi enviada, Mensagem não enviada: relatório de entrega"
    })
    default void guidanceShouldSpeakTheLanguageOfTheAccount(
            String address, String language, String subject, String subjectOfReport) {
        try (Person author = Person.of(james(), address)) {
            Letter refused = sendTooMany(author);
            ParsedMail guidance = refusalAmong(author.awaitNotices(2));

            assertThat(guidance.subject()).startsWith(subject + ":");
            assertThat(guidance.header("Content-Language")).contains(language);
            assertThat(guidance.part(0)).contains(subject, refused.header("Subject"), HELP_PAGE);
            assertThat(guidance.part(1)).contains("lang=\"" + language + "\"", subject, HELP_PAGE);
            assertThat(author.awaitReports(1).get(0).subject()).isEqualTo(subjectOfReport);
            assertThat(author.awaitReports(1).get(0).part(0)).contains(subject);
        }
    }

    @Test
    default void guidanceShouldBeMarkedSoThatNoAutomatonAnswers() {
        try (Person author = Person.of(james(), "hilo@few.example")) {
            Letter refused = sendTooMany(author);
            ParsedMail guidance = refusalAmong(author.awaitNotices(2));

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
    default void warningShouldComeOnceWhenLimitsAreNear() {
        try (Person author = Person.of(james(), "cerca@ten.example")) {
            for (int number = 1; number <= 7; number++) {
                author.writeTo("n" + number + "@outside.example");
            }
            james().sink().await(7, Person.BOUND);
            Quiet.await(james());
            assertThat(author.inbox()).isEmpty();

            Letter eighth = author.writeTo("n8@outside.example");
            author.awaitInbox(1);
            author.writeTo("n9@outside.example");
            author.writeTo("n10@outside.example");
            james().sink().await(10, Person.BOUND);
            Quiet.await(james());

            assertThat(author.inbox()).singleElement().satisfies(warning -> {
                assertThat(warning.subject()).isEqualTo("Se acerca a un límite de envío");
                assertThat(warning.header("In-Reply-To")).contains(eighth.header("Message-ID"));
            });
        }
    }

    /** Sends as much as the limit of five gives and one letter more, which is returned. */
    private static Letter sendTooMany(Person author) {
        for (int number = 1; number <= 5; number++) {
            author.writeTo("n" + number + "@outside.example");
        }
        author.awaitLedger("/sentLastDay/messages", 5);
        List<String> recipients = List.of("n6@outside.example");
        Letter letter = Letter.of(author.address(), recipients).header("References", "<first@client.example>");
        return author.send(letter, recipients);
    }

    private static ParsedMail refusalAmong(List<ParsedMail> notices) {
        // The other one is the warning that came before.
        return notices.stream()
                .filter(notice -> notice.header("References").orElse("").startsWith("<first@client.example>"))
                .findFirst()
                .orElseThrow();
    }
}
