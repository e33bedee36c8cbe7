/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.ReceivedMail;
import org.mesura.runner.client.Letter;

/**
 * A circular to two hundred clubs, each copy another one, sent one by one in the middle of a day's work, under the bulk
 * rule that Mesura comes with.
 */
class MailMergeStory {
    @RegisterExtension
    static final ServerExtension JAMES = InstitutionServer.JAMES;

    private static final String OFFICE = "wilmer.caicedo@albores.example";
    private static final int CLUBS = 200;
    private static final int ADVISED = 50;
    private static final int STOPPED = 150;
    /** From so many different messages on it is known what the account ends its mail with. */
    private static final int BEFORE = 4;

    private static final int EVERY_SEVENTH = 7;
    private static final ZoneId OF_NOTICES = ZoneId.of("America/Bogota");

    private final Deque<OfficeMail> drawer = new ArrayDeque<>(OfficeMail.of(OFFICE));
    private final List<String> written = new ArrayList<>();

    @Test
    void mailMergeShouldBeAdvisedAt50AndStoppedAt150WhileOrdinaryMailGoesOn() {
        try (Person office = Person.join(JAMES, OFFICE)) {
            for (int mail = 1; mail <= BEFORE; mail++) {
                sendOrdinary(office);
            }
            JAMES.sink().await(BEFORE, Person.BOUND);

            sendCopies(office, 1, ADVISED - 1);
            JAMES.sink().await(ADVISED - 1 + written.size(), Person.BOUND);
            assertThat(office.inbox().mails()).as(seed()).isEmpty();

            Letter fiftieth = sendCopy(office, ADVISED);
            ParsedMail advice = office.inbox().await(1).get(0);
            sendCopies(office, ADVISED + 1, STOPPED);
            JAMES.sink().await(STOPPED + written.size(), Person.BOUND);
            Ledger atTheMost = office.ledger();

            sendCopies(office, STOPPED + 1, CLUBS);
            List<ParsedMail> reports = office.inbox().awaitReports(CLUBS - STOPPED);
            Quiet.await(JAMES);

            assertThat(delivered("club")).as(seed()).isEqualTo(clubs(1, STOPPED));
            assertThat(delivered("neighbour"))
                    .as(seed())
                    .isEqualTo(written.stream().sorted().toList());
            assertThat(drawer).as("ordinary mail that was not sent").isEmpty();
            assertThat(reports).as(seed()).allSatisfy(MailMergeStory::assertRefusedForBulk);
            assertThat(refused(reports)).as(seed()).isEqualTo(clubs(STOPPED + 1, CLUBS));
            assertThat(office.inbox().mails().stream().filter(mail -> !mail.isReport()))
                    .as("one advice and one word on the refusal")
                    .hasSize(2);
            assertThat(advice.header("In-Reply-To")).contains(fiftieth.header("Message-ID"));
            assertEvidence(atTheMost);
            assertEvidence(office.ledger());
            assertThat(office.ledger().refused()).isEqualTo(CLUBS - STOPPED);
            assertThat(office.ledger().sent()).isEqualTo(STOPPED + written.size());
            assertNotices(
                    office,
                    Instant.parse(atTheMost.page().at("/campaigns/0/since").asText()));
        }
    }

    private void sendCopies(Person office, int first, int last) {
        IntStream.rangeClosed(first, last).forEach(club -> sendCopy(office, club));
    }

    private Letter sendCopy(Person office, int club) {
        if (club % EVERY_SEVENTH == 1 && !drawer.isEmpty()) {
            sendOrdinary(office);
        }
        return office.send(MailMerge.copy(club, office.address(), club(club)), club(club));
    }

    private void sendOrdinary(Person office) {
        String neighbour = "neighbour%02d@outside.example".formatted(written.size());
        office.send(drawer.remove().letter(office.address(), neighbour), neighbour);
        written.add(neighbour);
    }

    private static void assertEvidence(Ledger ledger) {
        assertThat(ledger.figure("/campaigns/0/messages")).as(seed()).isEqualTo(STOPPED);
        assertThat(ledger.figure("/campaigns/0/externalRecipients")).as(seed()).isEqualTo(STOPPED);
        assertThat(ledger.figure("/campaigns/1/externalRecipients"))
                .as("the widest of the ordinary texts, if any reached two")
                .isLessThanOrEqualTo(3);
    }

    private static void assertNotices(Person office, Instant since) {
        String moment =
                DateTimeFormatter.ofPattern("HH:mm").withZone(OF_NOTICES).format(since);
        List<ParsedMail> notices = office.inbox().awaitNotices(2);
        assertThat(notices)
                .extracting(ParsedMail::subject)
                .containsExactly("Su mensaje se envió, con un consejo", "Su mensaje no se envió: es un envío masivo");
        assertThat(words(notices.get(0))).contains("suma " + ADVISED + " destinatarios externos desde", moment);
        assertThat(words(notices.get(1)))
                .contains("sumaría " + (STOPPED + 1) + " destinatarios externos desde", moment)
                .contains("el máximo es de " + STOPPED + " destinatarios externos");
    }

    private static void assertRefusedForBulk(ParsedMail report) {
        assertThat(report.part(1)).contains("Action: failed\r\n", "Status: 5.7.28\r\n");
    }

    private static List<String> delivered(String kind) {
        return JAMES.sink().mails().stream()
                .map(ReceivedMail::recipients)
                .flatMap(List::stream)
                .filter(recipient -> recipient.startsWith(kind))
                .sorted()
                .toList();
    }

    private static List<String> refused(List<ParsedMail> reports) {
        return reports.stream()
                .map(report -> ReportFields.of(report.part(1)).get(1).fields().get("final-recipient"))
                .map(field -> field.replaceFirst("(?i)rfc822;\\s*", ""))
                .sorted()
                .toList();
    }

    /** A notice's text on one line. */
    private static String words(ParsedMail notice) {
        return notice.part(0).replaceAll("\\s+", " ");
    }

    private static List<String> clubs(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(MailMergeStory::club).toList();
    }

    private static String club(int number) {
        return "club%03d@outside.example".formatted(number);
    }

    private static String seed() {
        return "seed " + MailMerge.SEED;
    }
}
