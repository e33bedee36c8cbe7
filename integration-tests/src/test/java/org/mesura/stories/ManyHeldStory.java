/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;
import org.mesura.runner.client.Letter;

/**
 * A server that holds ten thousand mails starts as quickly as ever, and mail flows meanwhile.
 *
 * <p>{@code -Dmesura.whole=true} tells it with a hundred thousand, which takes a quarter of an hour.
 */
class ManyHeldStory {
    private static final boolean WHOLE = Boolean.getBoolean("mesura.whole");
    private static final int ACCOUNTS = WHOLE ? 200 : 20;
    private static final int EACH = 500;
    private static final int CONNECTIONS = 4;
    private static final int LIMIT = 1;
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final Duration LONGER_BY = Duration.ofSeconds(WHOLE ? 30 : 5);
    private static final Duration BOUND = Duration.ofMinutes(WHOLE ? 20 : 4);
    private static final String EVA = "eva@outside.example";

    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.durable().with(TestConfiguration.pacing(LIMIT, WINDOW));

    @Test
    void restartShouldBeQuickAndMailShouldFlowWhenManyMailsAreHeld() {
        Duration emptyStart = JAMES.server().startTime();
        hold();
        JAMES.server().kill();
        long before = JAMES.sink().count();
        Instant begin = Instant.now();
        JAMES.server().restart();

        Duration flowing = arrivalOfOrdinaryMail();
        Await.until(BOUND, "a release", () -> JAMES.sink().count() > before + 1);
        Duration rebuilt = Duration.between(begin, Instant.now());
        long held = HeldMails.in(JAMES.server()).number();
        System.out.printf(
                "%s mails held: start in %s ms (%s ms with none), an ordinary mail within %s ms, first release after %s ms%n",
                held,
                JAMES.server().startTime().toMillis(),
                emptyStart.toMillis(),
                flowing.toMillis(),
                rebuilt.toMillis());
        assertThat(held).isGreaterThan(ACCOUNTS * EACH * 9L / 10);
        assertThat(JAMES.server().startTime()).isLessThan(emptyStart.plus(LONGER_BY));
        assertThat(flowing).isLessThan(Duration.ofSeconds(5));
        assertThat(rebuilt).isLessThan(JAMES.server().startTime().plusSeconds(30));
    }

    private static void hold() {
        for (int account = 0; account < ACCOUNTS; account++) {
            Person.join(JAMES, account(account)).close();
        }
        Instant begin = Instant.now();
        List<Thread> senders = IntStream.range(0, CONNECTIONS)
                .mapToObj(connection -> new Thread(() -> send(connection)))
                .toList();
        senders.forEach(Thread::start);
        senders.forEach(ManyHeldStory::await);
        Await.until(
                BOUND,
                "all mails held",
                () -> JAMES.sink().count() + HeldMails.in(JAMES.server()).number() >= ACCOUNTS * EACH);
        System.out.printf(
                "%s mails sent and held in %s ms%n",
                ACCOUNTS * EACH, Duration.between(begin, Instant.now()).toMillis());
    }

    private static void send(int connection) {
        for (int account = connection; account < ACCOUNTS; account += CONNECTIONS) {
            try (Person person = Person.known(JAMES, account(account))) {
                for (int letter = 0; letter < EACH; letter++) {
                    person.write(EVA);
                }
            }
        }
    }

    private static Duration arrivalOfOrdinaryMail() {
        try (Person beto = Person.join(JAMES, "beto@unlimited.example")) {
            Instant sent = Instant.now();
            Letter letter = beto.write(EVA);
            Await.until(BOUND, "an ordinary mail", () -> JAMES.sink().mails().stream()
                    .anyMatch(mail -> mail.text().contains(letter.header("Message-ID"))));
            return Duration.between(sent, Instant.now());
        }
    }

    private static String account(int number) {
        return "n" + number + "@paced.example";
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }
}
