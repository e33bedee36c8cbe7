/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpReply;

/**
 * The disk is full on which mail is held, or on which it is noted that it is: what the server accepts arrives (guarantee
 * 6). Run with {@code -Dmesura.tmpfs=required}, as root.
 */
@Tag("tmpfs")
class FullDiskStory {
    private static final int LIMIT = 2;
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final int LETTERS = 12;
    private static final int KILOBYTES = 4_096;
    private static final String EVA = "eva@outside.example";
    private static final String PAGE = "A line of a letter that is long enough to need room on a disk.\r\n".repeat(800);

    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.durable().with(TestConfiguration.pacing(LIMIT, WINDOW));

    private final Set<Integer> accepted = new TreeSet<>();

    @AfterEach
    void stop() {
        JAMES.server().kill();
    }

    @Test
    void acceptedMailShouldArriveWhenNothingMoreCanBeHeld() {
        JAMES.server().restart();
        try (SmallDisk disk = SmallDisk.in(folder("var/mail/mesura-held"), KILOBYTES);
                Person ana = Person.join(JAMES, "repository@paced.example")) {
            disk.fill();
            send(ana);

            assertAcceptedArrive();
            assertNotHealthy();
            JAMES.server().kill();
        }
    }

    @Test
    void acceptedMailShouldArriveWhenItCannotBeNotedWhatIsHeld() {
        JAMES.server().kill();
        try (SmallDisk disk = SmallDisk.in(folder("var/mesura"), KILOBYTES)) {
            JAMES.server().restart();
            try (Person ana = Person.join(JAMES, "facts@paced.example")) {
                disk.fill();
                send(ana);

                assertAcceptedArrive();
                assertNotHealthy();
            }
            JAMES.server().kill();
        }
    }

    private static Path folder(String name) {
        return JAMES.server().work().resolve(name);
    }

    private void send(Person ana) {
        for (int number = 1; number <= LETTERS; number++) {
            Letter letter = Letter.of(ana.address(), List.of(EVA), "Letter " + number, PAGE)
                    .header("X-Number", Integer.toString(number));
            SmtpReply reply = ana.smtp().send(ana.address(), List.of(EVA), letter.bytes());
            if (reply.isPositive()) {
                accepted.add(number);
            } else {
                assertThat(reply.code()).as("a temporary error").isBetween(400, 499);
            }
        }
    }

    private void assertAcceptedArrive() {
        Await.until(Person.BOUND, "all that was accepted", () -> JAMES.sink().mails().stream()
                .flatMap(mail -> NumberedMail.numberOf(mail).stream())
                .collect(Collectors.toSet())
                .containsAll(accepted));
        assertThat(accepted).hasSizeGreaterThan(LIMIT);
    }

    private static void assertNotHealthy() {
        assertThat(JAMES.server()
                        .webAdmin()
                        .get("/healthcheck/checks/Mesura")
                        .json()
                        .path("status")
                        .asText())
                .isNotEqualTo("healthy");
    }
}
