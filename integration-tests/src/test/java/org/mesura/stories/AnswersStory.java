/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

/** A desk that answers everybody alike. Of one text, two outsiders bring advice here and more than three are stopped. */
class AnswersStory {
    @RegisterExtension
    static final ServerExtension JAMES = InstitutionServer.JAMES;

    private static final int CITIZENS = 60;
    private static final String ANSWER = """
            Dear neighbour,\r
            \r
            we have your request and will answer it within ten working days. You need not come to the office; we\r
            will write to this address. Thank you for your patience.\r
            """;

    @Test
    void sameAnswerShouldBeNoMailingToWhoeverWroteAndOneToThemOnceMore() {
        try (Person desk = Person.join(JAMES, "ventanilla@mailing.example");
                SmtpClient outside = SmtpClient.connect(JAMES.server().ports().smtp())) {
            JAMES.accounts().alias("tramites@mailing.example", desk.address());
            JAMES.accounts().group("atencion@mailing.example", desk.address());
            List<String> doors = List.of(desk.address(), "tramites@mailing.example", "atencion@mailing.example");
            for (int citizen = 1; citizen <= CITIZENS; citizen++) {
                ask(outside, citizen, doors.get(citizen % doors.size()));
            }
            desk.inbox().await(CITIZENS);
            awaitUnanswered(desk, CITIZENS);

            for (int citizen = 1; citizen <= CITIZENS; citizen++) {
                answer(desk, citizen);
            }
            JAMES.sink().await(CITIZENS, Person.BOUND);
            Quiet.await(JAMES);
            assertThat(desk.inbox().mails())
                    .as("questions, and no word of ours")
                    .hasSize(CITIZENS);
            assertThat(desk.ledger().sent()).isEqualTo(CITIZENS);
            awaitUnanswered(desk, 0);

            answer(desk, 1);
            Letter second = answer(desk, 2);
            assertThat(desk.inbox().awaitNotices(1)).singleElement().satisfies(advice -> assertThat(
                            advice.header("In-Reply-To"))
                    .contains(second.header("Message-ID")));
            answer(desk, 3);
            JAMES.sink().await(CITIZENS + 3, Person.BOUND);
            answer(desk, 4);
            desk.inbox().awaitReports(1);
            assertThat(desk.ledger().refused()).isEqualTo(1);
            assertThat(JAMES.sink().mails()).hasSize(CITIZENS + 3);
        }
    }

    @Test
    void nothingShouldBeExcusedWhenAnAccountWritesAsIfFromOutside() {
        try (Person thief = Person.join(JAMES, "robada@mailing.example")) {
            for (int citizen = 1; citizen <= 3; citizen++) {
                String writer = citizen(citizen);
                Letter letter = Letter.of(writer, List.of(thief.address()));
                thief.send(writer, List.of(thief.address()), letter.bytes());
            }
            thief.inbox().await(3);
            Quiet.await(JAMES);

            assertThat(thief.ledger().figure("/awaitingAnswer")).isZero();
        }
    }

    private static void ask(SmtpClient outside, int citizen, String door) {
        String writer = citizen(citizen);
        Letter question = Letter.of(writer, List.of(door));
        assertThat(outside.send(writer, List.of(door), question.bytes()).code()).isEqualTo(250);
    }

    private static Letter answer(Person desk, int citizen) {
        List<String> to = List.of(citizen(citizen));
        return desk.send(Letter.of(desk.address(), to, "Your request " + UUID.randomUUID(), ANSWER), to.get(0));
    }

    private static void awaitUnanswered(Person desk, long messages) {
        Await.until(
                Person.BOUND,
                messages + " messages that await an answer",
                () -> desk.ledger().figure("/awaitingAnswer") == messages);
    }

    private static String citizen(int number) {
        return "citizen%02d@outside.example".formatted(number);
    }
}
