/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.mesura.runner.client.Letter;

/** An administrator sends refused mail, which was kept, once more. */
interface Reprocessing {
    /** Where {@link InstitutionStory}'s server keeps it. */
    String REPOSITORY = "var/mail/mesura-refused/";

    ServerExtension james();

    @Test
    default void refusedMailShouldBeRefusedAnewWhenItIsReprocessed() {
        try (Person author = Person.of(james(), "insiste@one.example")) {
            author.writeTo("n1@outside.example");
            author.awaitLedger("/sentLastDay/messages", 1);
            Letter refused = author.writeTo("n2@outside.example");
            ParsedMail first = author.awaitReports(1).get(0);
            reprocess(first);
            List<ParsedMail> reports = author.awaitReports(2);

            assertThat(reports).allSatisfy(report -> assertThat(report.header("In-Reply-To"))
                    .contains(refused.header("Message-ID")));
            assertThat(reports.stream().map(Reprocessing::submission)).doesNotHaveDuplicates();
            assertThat(author.ledger().at("/refusedLastDay/messages").asLong()).isEqualTo(2);
            assertThat(author.ledger().at("/sentLastDay/messages").asLong()).isEqualTo(1);
        }
    }

    @Test
    default void refusedMailShouldBeChargedAndDeliveredWhenItIsReprocessedAndFits() {
        try (Person author = Person.of(james(), "espera@brief.example")) {
            author.writeTo("n1@outside.example");
            Letter refused = author.writeTo("n2@outside.example");
            ParsedMail report = author.awaitReports(1).get(0);
            author.awaitLedger("/usage/0/used", 0);
            reprocess(report);
            james().sink().await(2, Person.BOUND);

            assertThat(james().sink().mails(mail -> mail.text().contains(refused.header("Message-ID"))))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.recipients()).containsExactly("n2@outside.example"));
            assertThat(author.ledger().at("/sentLastDay/messages").asLong()).isEqualTo(2);
            assertThat(author.awaitReports(1)).hasSize(1);
        }
    }

    /** The mail that {@code report} is about goes from the repository to processor {@code root}. */
    private void reprocess(ParsedMail report) {
        String mail = "/mailRepositories/" + REPOSITORY.replace("/", "%2F") + "/mails/" + submission(report);
        james().server()
                .webAdmin()
                .patch(mail + "?action=reprocess&processor=root", Map.of())
                .expect(201);
    }

    private static String submission(ParsedMail report) {
        return report.header("X-Mesura-Submission").orElseThrow();
    }
}
