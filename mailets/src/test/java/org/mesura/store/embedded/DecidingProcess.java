/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.recipients;
import static org.mesura.review.Requests.request;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.mesura.review.AccountBook;
import org.mesura.review.Timing;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

/**
 * Decides from three threads on {@value #ACCOUNTS} accounts until it is killed. It says first what it found: of each
 * account the fingerprints of what it was charged; then each decision once it is made: thread, number, verdict, time.
 */
final class DecidingProcess {
    static final int ACCOUNTS = 60;
    static final int THREADS = 3;
    static final String READY = "ready";

    private DecidingProcess() {}

    public static void main(String... arguments) {
        String run = arguments[1];
        EmbeddedStore store = EmbeddedStore.open(
                Path.of(arguments[0]), Duration.ZERO, (what, why) -> System.out.println("alarm " + what + " " + why));
        AccountBook book = new EmbeddedAccountBook(store, InstantSource.system(), Timing.GIVEN);
        IntStream.range(0, ACCOUNTS).forEach(account -> System.out.println(account + charged(book, sender(account))));
        System.out.println(READY);
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            threads.scheduleAtFixedRate(new Deciding(book, run, thread), 0, 1, TimeUnit.MILLISECONDS);
        }
    }

    /** The account that the submission of this number is of. */
    static int account(int thread, int number) {
        return (number * THREADS + thread) * 7 % ACCOUNTS;
    }

    static long fingerprint(String run, int thread, int number) {
        return id(run, thread, number).fingerprint();
    }

    private static SubmissionId id(String run, int thread, int number) {
        return new SubmissionId(run + "/" + thread + "/" + number);
    }

    private static Sender sender(int account) {
        return new Sender("account" + account + "@alcaldia.example");
    }

    private static String charged(AccountBook book, Sender sender) {
        return book.find(sender)
                .map(state -> state.charged().sent().stream()
                        .map(sent -> " " + Long.toHexString(sent.id()))
                        .collect(Collectors.joining()))
                .orElse("");
    }

    private static final class Deciding implements Runnable {
        private final AccountBook book;
        private final String run;
        private final int thread;
        private int number;

        private Deciding(AccountBook book, String run, int thread) {
            this.book = book;
            this.run = run;
            this.thread = thread;
        }

        @Override
        public void run() {
            Instant now = Instant.now();
            // every fourth asks for more than the limit ever gives
            int insiders = number % 4 == 3 ? 99 : 1;
            String verdict = book.decide(
                            request(
                                            id(run, thread, number).value(),
                                            recipients(98, Duration.ofMillis(100)),
                                            recipients(1_000_000, DAY))
                                    .from(sender(account(thread, number)).account())
                                    .to(insiders, 0, 0)
                                    .build(),
                            now)
                    .decision()
                    .verdict();
            System.out.println(thread + " " + number + " " + verdict + " " + System.currentTimeMillis());
            number++;
        }
    }
}
