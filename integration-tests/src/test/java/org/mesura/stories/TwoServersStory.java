/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.ServerSettings;

/**
 * Guarantee 8 between two institutions that both have Mesura: what it writes goes to programs at the other one that answer
 * everything, and each answer is the last word.
 */
class TwoServersStory {
    private static final String NORTH = "norte.outside.example";
    private static final String SOUTH = "sur.outside.example";
    private static final Link TO_NORTH = new Link();
    private static final Link TO_SOUTH = new Link();

    @RegisterExtension
    static final ServerExtension IN_THE_NORTH = server(NORTH, TO_SOUTH);

    @RegisterExtension
    static final ServerExtension IN_THE_SOUTH = server(SOUTH, TO_NORTH);

    /** Answers to answers end when there are no more of them; a loop would outlast this many rounds. */
    private static final int ROUNDS = 25;

    /** A warning, a notice and a report. */
    private static final int WRITTEN_TO_A_PERSON = 3;

    @Test
    void eachWordOfMesuraShouldHaveOneAnswerAtMost() {
        TO_NORTH.leadTo(IN_THE_NORTH.server().ports().smtp());
        TO_SOUTH.leadTo(IN_THE_SOUTH.server().ports().smtp());
        try (Person northPostmaster = Person.join(IN_THE_NORTH, "postmaster@" + NORTH);
                Person southPostmaster = Person.join(IN_THE_SOUTH, "postmaster@" + SOUTH);
                Person nobodyInTheNorth = Person.join(IN_THE_NORTH, "nadie@" + NORTH);
                Person nobodyInTheSouth = Person.join(IN_THE_SOUTH, "nadie@" + SOUTH);
                Robot northRobot = new Robot(Person.join(IN_THE_NORTH, "robot@" + NORTH));
                Robot southRobot = new Robot(Person.join(IN_THE_SOUTH, "robot@" + SOUTH));
                Person ana = Person.join(IN_THE_NORTH, "ana@" + NORTH);
                Person berta = Person.join(IN_THE_SOUTH, "berta@" + SOUTH)) {
            IN_THE_NORTH.accounts().forward(ana.address(), "robot@" + SOUTH);
            IN_THE_SOUTH.accounts().forward(berta.address(), "robot@" + NORTH);
            sendOneTooMany(ana, nobodyInTheSouth);
            sendOneTooMany(berta, nobodyInTheNorth);

            int answers = answerUntilQuiet(List.of(northRobot, southRobot));

            assertThat(answers)
                    .isEqualTo(northRobot.mails().size() + southRobot.mails().size());
            assertThat(List.of(northRobot, southRobot)).allSatisfy(robot -> {
                assertThat(fromElsewhere(robot)).hasSize(WRITTEN_TO_A_PERSON);
                // one of its own three answers is over its limit, and what says so has an answer that nothing follows
                assertThat(robot.mails().size() - WRITTEN_TO_A_PERSON).isBetween(2, 2 + WRITTEN_TO_A_PERSON);
            });
            long lost = answers - answersTo(northPostmaster) - answersTo(southPostmaster);
            assertThat(lost)
                    .as("answers that were refused; all others reached a postmaster")
                    .isBetween(2L, 2L * WRITTEN_TO_A_PERSON);
            assertThat(List.of(nobodyInTheNorth, nobodyInTheSouth))
                    .allSatisfy(nobody -> assertThat(nobody.inbox().mails()).hasSize(2));
        }
    }

    /** How many answers there were. */
    private static int answerUntilQuiet(List<Robot> robots) {
        int answers = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            Quiet.await(IN_THE_NORTH);
            Quiet.await(IN_THE_SOUTH);
            int fresh = robots.stream().mapToInt(Robot::answer).sum();
            if (fresh == 0) {
                return answers;
            }
            answers += fresh;
        }
        throw new AssertionError("still answering after " + answers + " answers");
    }

    /** The others that the postmaster has are letters to the administrator. */
    private static long answersTo(Person postmaster) {
        return postmaster.inbox().mails().stream()
                .filter(mail -> mail.header("From").orElseThrow().startsWith("robot@"))
                .count();
    }

    private static List<ParsedMail> fromElsewhere(Robot robot) {
        return robot.mails().stream()
                .filter(mail ->
                        mail.header("To").filter(to -> to.contains("robot@")).isEmpty())
                .toList();
    }

    private static void sendOneTooMany(Person author, Person reader) {
        author.writeAndAwaitReview(reader.address());
        author.writeAndAwaitReview(reader.address());
        author.writeAndAwaitReview(reader.address());
    }

    @AfterAll
    static void closeLinks() {
        TO_NORTH.close();
        TO_SOUTH.close();
    }

    private static ServerExtension server(String domain, Link other) {
        return ServerExtension.memory()
                .with(settings -> at(domain, settings.world(other.port())))
                .with(TestConfiguration.mesura("""
                        <mesura>
                          <institution><language>es</language></institution>
                          <policies>
                            <policy name="two">
                              <limit measure="messages" quantity="2" window="1h"/><overLimit>bounce</overLimit>
                            </policy>
                            <policy name="unlimited"/>
                          </policies>
                          <assignments default="unlimited"><domain name="%s" policy="two"/></assignments>
                        </mesura>
                        """.formatted(domain)));
    }

    private static ServerSettings at(String domain, ServerSettings settings) {
        return settings.work(Path.of(System.getProperty("mesura.stories"), "TwoServersStory-" + domain))
                .replace(
                        "mailetcontainer.xml",
                        "<postmaster>postmaster@alcaldia.example</postmaster>",
                        "<postmaster>postmaster@" + domain + "</postmaster>");
    }
}
