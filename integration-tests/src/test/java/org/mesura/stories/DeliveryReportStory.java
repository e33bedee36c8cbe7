/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

/** What the sender of a refused message is told, as RFC 3464 has it, and whether, as RFC 3461 lets the sender say. */
class DeliveryReportStory {
    @RegisterExtension
    static final ServerExtension JAMES = InstitutionServer.JAMES;

    @Test
    void submissionShouldAnnounceReports() {
        try (SmtpClient smtp = SmtpClient.connect(JAMES.server().ports().submission())) {
            assertThat(smtp.command("EHLO client.example").text().lines()).contains("DSN");
        }
    }

    @Test
    void reportShouldNameEveryRecipientOfARefusedMessage() {
        try (Person author = atTheLimit("reporte@one.example")) {
            Letter refused = author.write("a@outside.example", "b@sub.outside.example", "beto@alcaldia.example");
            ParsedMail report = onlyReport(author);
            List<ReportFields.Group> groups = ReportFields.of(report.part(1));

            assertThat(report.header("Return-Path")).contains("<>");
            assertThat(report.header("Auto-Submitted")).contains("auto-replied");
            assertThat(report.header("In-Reply-To")).contains(refused.header("Message-ID"));
            assertThat(report.header("Content-Type").orElseThrow())
                    .startsWith("multipart/report;")
                    .contains("report-type=delivery-status");
            assertThat(report.types()).containsExactly("text/plain", "message/delivery-status", "message/rfc822");
            assertThat(groups).hasSize(1 + 3);
            assertThat(groups.get(0).fields())
                    .containsEntry("reporting-mta", "dns; alcaldia.example")
                    .containsKey("arrival-date")
                    .doesNotContainKey("original-envelope-id");
            assertThat(groups.subList(1, 4))
                    .extracting(group -> group.fields().get("final-recipient"))
                    .containsExactlyInAnyOrder(
                            "rfc822; a@outside.example",
                            "rfc822; b@sub.outside.example",
                            "rfc822; beto@alcaldia.example");
            assertThat(groups.subList(1, 4)).allSatisfy(group -> assertThat(group.fields())
                    .containsEntry("action", "failed")
                    .containsEntry("status", "5.7.1")
                    .containsKey("diagnostic-code")
                    .doesNotContainKeys("original-recipient", "will-retry-until"));
        }
    }

    @Test
    void senderShouldGetNoReportWhenNobodyWantsOne() {
        try (Person author = atTheLimit("silencio@one.example")) {
            submit(
                    author,
                    "",
                    Map.of("a@outside.example", "NOTIFY=NEVER", "b@outside.example", "NOTIFY=SUCCESS,DELAY"));
            author.awaitReviews(2);
            Letter reported = author.write("c@outside.example");
            ParsedMail report = onlyReport(author);
            Quiet.await(JAMES);

            assertThat(report.header("In-Reply-To")).contains(reported.header("Message-ID"));
            assertThat(author.inbox().mails().stream().filter(ParsedMail::isReport))
                    .hasSize(1);
        }
    }

    @Test
    void reportShouldLeaveOutRecipientsWhenOnlySuccessIsAskedForThem() {
        try (Person author = atTheLimit("parte@one.example")) {
            submit(
                    author,
                    "",
                    Map.of(
                            "a@outside.example", "NOTIFY=SUCCESS",
                            "b@outside.example", "NOTIFY=FAILURE",
                            "c@outside.example", "NOTIFY=NEVER"));

            assertThat(ReportFields.of(onlyReport(author).part(1)))
                    .hasSize(1 + 1)
                    .last()
                    .satisfies(group ->
                            assertThat(group.fields()).containsEntry("final-recipient", "rfc822; b@outside.example"));
        }
    }

    @Test
    void reportShouldEchoWhatTheSenderCallsEnvelopeAndRecipient() {
        try (Person author = atTheLimit("eco@one.example")) {
            submit(
                    author,
                    "ENVID=QQ+2B314159",
                    Map.of("a@outside.example", "NOTIFY=FAILURE ORCPT=rfc822;first+2Bname@outside.example"));
            List<ReportFields.Group> groups = ReportFields.of(onlyReport(author).part(1));

            assertThat(groups.get(0).fields()).containsEntry("original-envelope-id", "QQ+314159");
            assertThat(groups.get(1).fields())
                    .containsEntry("original-recipient", "rfc822; first+name@outside.example")
                    .containsEntry("final-recipient", "rfc822; a@outside.example");
        }
    }

    @ParameterizedTest
    @CsvSource({"FULL, message/rfc822, true", "HDRS, text/rfc822-headers, false"})
    void reportShouldReturnAsMuchOfTheMessageAsAskedFor(String ret, String type, boolean withText) {
        try (Person author = atTheLimit("devuelve." + ret.toLowerCase() + "@one.example")) {
            Letter refused = submit(author, "RET=" + ret, Map.of("a@outside.example", "NOTIFY=FAILURE"));
            ParsedMail report = onlyReport(author);

            assertThat(report.types()).last().isEqualTo(type);
            assertThat(report.part(2)).contains(refused.header("Message-ID"));
            assertThat(report.part(2).contains("This is the letter")).isEqualTo(withText);
        }
    }

    @Test
    void reportOfTheServerShouldComeOnlyWhenItIsWanted() {
        JAMES.sink().refuse("nobody@outside.example", "550 5.1.1 no such user");
        try (Person author = Person.join(JAMES, "acuse@alcaldia.example");
                Person reader = Person.join(JAMES, "lectora@alcaldia.example")) {
            submit(author, "", Map.of("nobody@outside.example", "NOTIFY=NEVER"));
            submit(author, "", Map.of(reader.address(), "NOTIFY=NEVER"));
            submit(author, "", Map.of(reader.address(), "NOTIFY=SUCCESS"));
            List<ParsedMail> reports = author.inbox().awaitReports(1);
            Quiet.await(JAMES);

            assertThat(author.inbox().mails()).hasSize(1);
            assertThat(reports.get(0).part(1)).contains("Action: delivered", reader.address());
            assertThat(reader.inbox().await(2)).hasSize(2);
        }
    }

    /** Somebody who may send no more today: one letter is on its way. */
    private static Person atTheLimit(String address) {
        Person person = Person.join(JAMES, address);
        person.write("last@outside.example");
        person.awaitReviews(1);
        return person;
    }

    private static Letter submit(Person author, String ofMessage, Map<String, String> ofRecipients) {
        Letter letter = Letter.of(author.address(), ofRecipients.keySet());
        assertThat(author.smtp().mailFrom(author.address(), ofMessage).code()).isEqualTo(250);
        ofRecipients.forEach((recipient, parameters) ->
                assertThat(author.smtp().rcptTo(recipient, parameters).code()).isEqualTo(250));
        assertThat(author.smtp().data(letter.bytes()).code()).isEqualTo(250);
        return letter;
    }

    /** The report among the inbox's warning, guidance and report. */
    private static ParsedMail onlyReport(Person author) {
        return author.inbox().awaitReports(1).get(0);
    }
}
