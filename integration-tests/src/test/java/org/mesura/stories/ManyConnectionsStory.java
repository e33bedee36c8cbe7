/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.stories.Person.BOUND;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

/** One account, many mail programs at once. */
class ManyConnectionsStory {
    @RegisterExtension
    static final ServerExtension JAMES = VolumeServer.JAMES;

    private static final int CONNECTIONS = 20;
    private static final int LETTERS = 10;
    private static final int LIMIT = 50;
    private static final int EXCESS = CONNECTIONS * LETTERS - LIMIT;
    private static final List<String> EVA = List.of("eva@outside.example");

    @Test
    void manyConnectionsAtOnceShouldNeverOverGrant() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try (Person ana = Person.join(JAMES, "ana@fifty.example")) {
            CountDownLatch allConnected = new CountDownLatch(CONNECTIONS);
            Callable<Long> program = () -> sendLetters(ana, allConnected);
            List<Future<Long>> programs = IntStream.range(0, CONNECTIONS)
                    .mapToObj(number -> threads.submit(program))
                    .toList();
            for (Future<Long> running : programs) {
                assertThat(running.get()).isEqualTo(LETTERS);
            }

            // With as many reports and deliveries as there were letters, none is still under way.
            ana.awaitReports(EXCESS);
            assertThat(JAMES.sink().await(LIMIT, BOUND)).hasSize(LIMIT);
            assertThat(ana.ledger().used("messages")).isEqualTo(LIMIT);
            assertThat(ana.ledger().refused()).isEqualTo(EXCESS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long sendLetters(Person person, CountDownLatch allConnected) throws InterruptedException {
        try (SmtpClient smtp = person.connect()) {
            allConnected.countDown();
            allConnected.await();
            return IntStream.range(0, LETTERS)
                    .mapToObj(number -> Letter.of(person.address(), EVA).bytes())
                    .filter(letter -> smtp.send(person.address(), EVA, letter).code() == 250)
                    .count();
        }
    }
}
