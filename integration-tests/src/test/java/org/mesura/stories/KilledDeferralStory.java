/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;

/**
 * The server is killed again and again while mail is accepted, held and released (guarantees 3 and 6): {@code
 * -Dmesura.kills=20} times, else five.
 */
class KilledDeferralStory {
    private static final int KILLS = Integer.getInteger("mesura.kills", 5);
    private static final long SEED = Long.getLong("mesura.seed", 6);
    private static final int LETTERS = 500;
    private static final int LIMIT = 10;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final int LONGEST_LIFE_MILLIS = 4_000;
    private static final Duration BOUND = Duration.ofMinutes(4);
    private static final String ANA = "ana@paced.example";
    private static final String EVA = "eva@outside.example";

    /** With more threads James itself sends more than one mail again that it was about to send. */
    @RegisterExtension
    static final ServerExtension JAMES =
            ServerExtension.durable().with(TestConfiguration::inOrder).with(TestConfiguration.pacing(LIMIT, WINDOW));

    private final Random random = new Random(SEED);
    private final Set<Integer> accepted = new TreeSet<>();

    @Test
    void acceptedMailShouldArriveWhenTheServerIsKilledWhileItHoldsMail() {
        Person.join(JAMES, ANA).close();
        int next = 1;
        for (int kill = 1; kill <= KILLS; kill++) {
            next = sendUntilKilled(next, LETTERS * kill / KILLS, random.nextInt(LONGEST_LIFE_MILLIS));
            JAMES.server().restart();
        }
        send(next, LETTERS);

        Await.until(BOUND, "each accepted mail, of which is missing: " + missing(), () -> missing()
                .isEmpty());
        Await.until(
                BOUND,
                "nothing held any more",
                () -> HeldMails.in(JAMES.server()).number() == 0);
        Quiet.await(JAMES);
        assertThat(accepted).hasSizeGreaterThan(LETTERS - 1 - KILLS);
        assertFewDuplicates();
        assertNotOverGranted();
    }

    /** The first number that was not sent. */
    private int sendUntilKilled(int first, int last, int afterMillis) {
        CompletableFuture<Void> killed = CompletableFuture.runAsync(
                () -> JAMES.server().kill(), CompletableFuture.delayedExecutor(afterMillis, MILLISECONDS));
        int next = send(first, last);
        killed.join();
        return next;
    }

    /** Sends until all are sent or the server is gone; of the one that it did not answer nobody knows. */
    private int send(int first, int last) {
        int number = first;
        try (Person ana = Person.known(JAMES, ANA)) {
            for (; number <= last; number++) {
                ana.send(NumberedMail.letter(ANA, EVA, number), EVA);
                accepted.add(number);
            }
            return number;
        } catch (UncheckedIOException gone) {
            return number + 1;
        }
    }

    private Set<Integer> missing() {
        Set<Integer> missing = new TreeSet<>(accepted);
        missing.removeAll(arrived().keySet());
        return missing;
    }

    /** How often each came. */
    private static Map<Integer, Long> arrived() {
        return JAMES.sink().mails().stream()
                .flatMap(mail -> NumberedMail.numberOf(mail).stream())
                .collect(groupingBy(number -> number, counting()));
    }

    private static void assertFewDuplicates() {
        Map<Integer, Long> arrived = arrived();
        long all = arrived.values().stream().mapToLong(Long::longValue).sum();
        long duplicates = all - arrived.size();
        System.out.printf(
                "seed %s, %s kills: %s mails arrived, %s of them twice%n", SEED, KILLS, arrived.size(), duplicates);
        assertThat(duplicates).as("duplicates with seed " + SEED).isLessThanOrEqualTo(KILLS);
    }

    /**
     * What a kill makes the ledger forget is what it granted in a second, which touches two windows. The receiver cannot
     * tell: what James had on its way at the kill comes after the start, together with what is released then.
     */
    private static void assertNotOverGranted() {
        long charged = Ledger.of(JAMES, ANA).sent();
        long forgotten = arrived().size() - charged;
        System.out.printf("the ledger has %s of them%n", charged);
        assertThat(forgotten).as("granted and forgotten with seed " + SEED).isLessThanOrEqualTo(2L * LIMIT * KILLS);
    }
}
