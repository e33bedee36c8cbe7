/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where mail is to be held there is no folder and none can be made: all mail goes on at once (guarantee 7). */
class UnreachableRepositoryStory {
    private static final int LIMIT = 2;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int LETTERS = 6;
    private static final String DEFER = "<mailet match=\"All\" class=\"org.mesura.mailet.DeferSubmission\"";
    /** The repository would lie below what is a file. */
    private static final String NOWHERE = "<repositoryPath>file://conf/mesura.xml/mesura-held/</repositoryPath>";

    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.durable()
            .with(TestConfiguration.pacing(LIMIT, WINDOW))
            .with(settings ->
                    settings.replace("mailetcontainer.xml", DEFER + "/>", DEFER + ">" + NOWHERE + "</mailet>"));

    @Test
    void mailOverTheLimitShouldGoOnWhenItCannotBeHeld() {
        try (Person ana = Person.join(JAMES, "ana@paced.example")) {
            for (int letter = 1; letter <= LETTERS; letter++) {
                ana.write("eva@outside.example");
            }

            JAMES.sink().await(LETTERS, Person.BOUND);
            Quiet.await(JAMES);
            assertThat(JAMES.sink().mails()).hasSize(LETTERS);
            assertThat(ana.inbox().mails()).noneMatch(ParsedMail::isReport);
        }
        assertThat(HeldMails.in(JAMES.server()).number()).isZero();
        assertThat(JAMES.server()
                        .webAdmin()
                        .get("/healthcheck/checks/Mesura")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("degraded");
        assertThat(errors()).as("one alarm in a minute").hasSize(1);
    }

    private static Stream<String> errors() {
        return JAMES.server().log().lines().filter(line -> line.contains(" ERROR o.m."));
    }
}
