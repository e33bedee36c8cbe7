/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;
import org.mesura.runner.client.Letter;

/** An administrator sends refused mail, which was kept, once more. */
class ReprocessingStory {
    @RegisterExtension
    static final ServerExtension JAMES = InstitutionServer.JAMES;

    @Test
    void refusedMailShouldBeRefusedAnewWhenItIsReprocessed() {
        try (Person author = Person.join(JAMES, "insiste@one.example")) {
            author.write("n1@outside.example");
            author.awaitReviews(1);
            Letter refused = author.write("n2@outside.example");
            ParsedMail first = author.inbox().awaitReports(1).get(0);
            reprocess(first);
            List<ParsedMail> reports = author.inbox().awaitReports(2);

            assertThat(reports).allSatisfy(report -> assertThat(report.header("In-Reply-To"))
                    .contains(refused.header("Message-ID")));
            assertThat(reports.stream().map(ReprocessingStory::submission)).doesNotHaveDuplicates();
            assertThat(author.ledger().refused()).isEqualTo(2);
            assertThat(author.ledger().sent()).isEqualTo(1);
        }
    }

    @Test
    void refusedMailShouldBeChargedAndDeliveredWhenItIsReprocessedAndFits() {
        try (Person author = Person.join(JAMES, "espera@brief.example")) {
            author.write("n1@outside.example");
            Letter refused = author.write("n2@outside.example");
            ParsedMail report = author.inbox().awaitReports(1).get(0);
            Await.until(
                    Person.BOUND, "the end of the window", () -> author.ledger().used("messages") == 0);
            reprocess(report);
            JAMES.sink().await(2, Person.BOUND);

            assertThat(JAMES.sink().mails(mail -> mail.text().contains(refused.header("Message-ID"))))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.recipients()).containsExactly("n2@outside.example"));
            assertThat(author.ledger().sent()).isEqualTo(2);
            assertThat(author.inbox().awaitReports(1)).hasSize(1);
        }
    }

    /** The mail that {@code report} is about goes from the repository to processor {@code root}. */
    private static void reprocess(ParsedMail report) {
        String mail =
                "/mailRepositories/" + InstitutionServer.REFUSED.replace("/", "%2F") + "/mails/" + submission(report);
        JAMES.server()
                .webAdmin()
                .patch(mail + "?action=reprocess&processor=root", Map.of())
                .expect(201);
    }

    private static String submission(ParsedMail report) {
        return report.header("X-Mesura-Submission").orElseThrow();
    }
}
