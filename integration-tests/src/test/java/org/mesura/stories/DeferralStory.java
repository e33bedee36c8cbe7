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
 * <p>{@code -Dmesura.whole=true} tells it with a minute for a window, which takes five minutes.
 */
class DeferralStory {
    private static final Duration WINDOW = Duration.ofSeconds(Boolean.getBoolean("mesura.whole") ? 60 : 6);
    /** By how much the way from the release to the receiver differs between mails, on a busy machine. */
    private static final Duration WAY = Duration.ofSeconds(Boolean.getBoolean("mesura.whole") ? 2 : 1);

    private static final int LIMIT = 30;
    /** What reservations may take of it. */
    private static final int RESERVABLE = 27;

    /** How far from its place James delivers a mail. */
    private static final int NEIGHBOURS = 2;

    private static final int LETTERS = 5 * LIMIT;
    private static final Duration BOUND = WINDOW.multipliedBy(8);
    private static final String EVA = "eva@outside.example";
    /** More recipients than ordinary mail has: however slowly they are sent, none leaves before another. */
    private static final String[] CIRCLE = IntStream.rangeClosed(1, 6)
            .mapToObj(number -> "n" + number + "@outside.example")
            .toArray(String[]::new);

    @RegisterExtension
    static final ServerExtension JAMES =
            ServerExtension.durable().with(TestConfiguration::inOrder).with(TestConfiguration.pacing(LIMIT, WINDOW));

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

    /** James hands a mail on while the next is on its way already: neighbours change places, whether they waited or not. */
    private static void assertInOrder(List<ReceivedMail> mails) {
        List<Integer> numbers = mails.stream()
                .flatMap(mail -> NumberedMail.numberOf(mail).stream())
                .toList();
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, LETTERS).boxed().toList());
        List<Integer> places = IntStream.range(0, LETTERS)
                .map(index -> Math.abs(numbers.get(index) - 1 - index))
                .filter(distance -> distance > 0)
                .boxed()
                .toList();
        System.out.println(places.size() + " of " + LETTERS + " mails are not at the place at which they were sent");
        assertThat(places).as("places from its own").allMatch(distance -> distance <= NEIGHBOURS);
        assertThat(places).hasSizeLessThan(LETTERS / 10);
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
        assertThat(Arrivals.most(mails.stream().map(ReceivedMail::arrived).toList(), WINDOW.minus(WAY)))
                .as("in any window, but for what the way here takes longer for one than for another")
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
