/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.measure.Arrivals;
import org.mesura.runner.Await;
import org.mesura.runner.ReceivedMail;
import org.mesura.runner.client.Letter;

/**
 * Somebody sends five times what the limit gives, at once: all of it leaves, each mail when its turn comes.
 *
 * <p>{@code -Dmesura.whole=true} tells it with 300 letters and 60 of them a minute, which takes five minutes.
 */
class DeferralStory {
    private static final boolean WHOLE = Boolean.getBoolean("mesura.whole");

    private static final Duration WINDOW = Duration.ofSeconds(WHOLE ? 60 : 6);
    /** A mail that leaves by so much too late was counted at its turn all the same. */
    private static final Duration ON_TIME = Duration.ofSeconds(2);

    private static final List<Duration> LENGTHS =
            List.of(WINDOW, WINDOW.multipliedBy(58).dividedBy(60), WINDOW.minusSeconds(1), WINDOW.minus(ON_TIME));
    private static final int LIMIT = WHOLE ? 60 : 30;
    /** What reservations may take of it. */
    private static final int RESERVABLE = LIMIT * 9 / 10;

    private static final int LETTERS = 5 * LIMIT;
    private static final Duration BOUND = WINDOW.multipliedBy(8);
    private static final String EVA = "eva@outside.example";
    /** More recipients than ordinary mail has: however slowly they are sent, none leaves before another. */
    private static final String[] CIRCLE = IntStream.rangeClosed(1, 6)
            .mapToObj(number -> "n" + number + "@outside.example")
            .toArray(String[]::new);

    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.durable()
            .with(TestConfiguration::inOrder)
            .with(TestConfiguration::stamped)
            .with(TestConfiguration.pacing(LIMIT, WINDOW));

    @Test
    void mailOverTheLimitShouldLeaveInOrderAtItsTurn() {
        warmUp();
        try (Person ana = Person.join(JAMES, "ana@paced.example")) {
            for (int number = 1; number <= LETTERS; number++) {
                ana.send(NumberedMail.letter(ana.address(), EVA, number), CIRCLE);
            }
            JAMES.sink().await(LIMIT + 1, BOUND);
            Await.until(BOUND, "room for ordinary mail", () -> !ana.ledger().isFull("messages"));
            assertOrdinaryMailLeavesAtOnce(ana);
            List<ReceivedMail> mails = JAMES.sink().await(LETTERS + 1, BOUND);

            assertInOrder(mails);
            assertInTime(mails);
            assertWithinTheLimit(mails);
            assertToldOnceAndOnceMore(ana);
            assertThat(ana.ledger().page().has("suspension")).isFalse();
            assertThat(HeldMails.in(JAMES.server()).number()).isZero();
        }
    }

    /** A server that has just started takes longer for each mail than the window is shorter than a minute. */
    private static void warmUp() {
        try (Person beto = Person.join(JAMES, "beto@unlimited.example")) {
            for (int letter = 1; letter <= LETTERS; letter++) {
                beto.write(EVA);
            }
            JAMES.sink().await(LETTERS, BOUND);
            JAMES.sink().clear();
        }
    }

    private static void assertOrdinaryMailLeavesAtOnce(Person ana) {
        Instant sent = Instant.now();
        Letter ordinary = ana.write("leo@outside.example", "mia@outside.example", "noa@outside.example");
        Await.until(BOUND, "the ordinary mail", () -> JAMES.sink().mails().stream()
                .anyMatch(mail -> mail.text().contains(ordinary.header("Message-ID"))));
        assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(HeldMails.of(ana.address(), JAMES.server()).number())
                .as("still waiting")
                .isGreaterThan(RESERVABLE);
    }

    /** James has one thread for each step here: whatever came in another order would have left in another. */
    private static void assertInOrder(List<ReceivedMail> mails) {
        assertThat(mails.stream().flatMap(mail -> NumberedMail.numberOf(mail).stream()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, LETTERS).boxed().toList());
    }

    private static void assertInTime(List<ReceivedMail> mails) {
        Arrivals arrivals = new Arrivals(
                mails.stream()
                        .filter(mail -> NumberedMail.numberOf(mail).isPresent())
                        .map(ReceivedMail::arrived)
                        .toList(),
                LIMIT,
                RESERVABLE,
                WINDOW);
        List<Duration> lateness = arrivals.lateness().stream().sorted().toList();
        System.out.printf(
                "%s mails took %s ms, in theory %s ms; late by %s ms (median), %s ms (most)%n",
                LETTERS,
                arrivals.time().toMillis(),
                arrivals.theoreticalTime().toMillis(),
                lateness.get(lateness.size() / 2).toMillis(),
                lateness.get(lateness.size() - 1).toMillis());
        assertThat(arrivals.time().toMillis())
                .isLessThan(arrivals.theoreticalTime().toMillis() * 105 / 100 + 1_000);
    }

    /**
     * The instants are those at which Mesura let each go. James takes longer for one than for another, and what it had to
     * wait for comes at once: how many came in a window is told, for it is no matter of ours.
     */
    private static void assertWithinTheLimit(List<ReceivedMail> mails) {
        List<Instant> left = mails.stream().map(NumberedMail::left).toList();
        List<Instant> arrived = mails.stream().map(ReceivedMail::arrived).toList();
        for (Duration length : LENGTHS) {
            System.out.printf(
                    "in any %s ms at most %s of them left and %s came%n",
                    length.toMillis(), Arrivals.most(left, length), Arrivals.most(arrived, length));
        }
        assertThat(Arrivals.most(left, WINDOW.minus(ON_TIME)))
                .as("left in any window, but for what may be late")
                .isLessThanOrEqualTo(LIMIT);
    }

    private static void assertToldOnceAndOnceMore(Person ana) {
        Await.until(BOUND, "a summary", () -> ana.inbox().mails().stream().anyMatch(DeferralStory::isSummary));
        Quiet.await(JAMES);
        // that the limit is nearly used up is said besides, as it is to whoever stays below it
        assertThat(ana.inbox().mails())
                .filteredOn(mail -> !mail.subject().startsWith("Se acerca a un límite"))
                .as("a notice and a summary")
                .hasSize(2)
                .anyMatch(DeferralStory::isSummary)
                .noneMatch(ParsedMail::isReport);
    }

    private static boolean isSummary(ParsedMail mail) {
        return mail.subject().equals("Todos sus mensajes ya salieron");
    }
}
