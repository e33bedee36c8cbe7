/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.recipients;
import static org.mesura.review.Requests.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.mesura.policy.Measure;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;

/** What every {@link AccountBook} must do, whatever keeps its state. */
public interface AccountBookContract {
    Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    int THREADS = 32;

    /** An empty book. */
    AccountBook book();

    @Test
    default void accountNobodyWroteAboutShouldBeUnknown() {
        assertThat(book().find(new Sender("ana@alcaldia.example"))).isEmpty();
    }

    @Test
    default void decisionShouldBeThatOfTheReview() {
        var book = book();
        var sender = new Sender("ana@alcaldia.example");
        var known = AccountState.NEW;
        for (int message = 0; message < 5; message++) {
            var request = request("m" + message, messages(3, HOUR)).build();
            var expected = Review.decide(known, cap -> CapRecord.EMPTY, request, TEN);
            known = expected.state();

            assertThat(book.decide(request, TEN)).isEqualTo(expected.answer());
        }
        assertThat(book.find(sender).orElseThrow().charged().used(Measure.MESSAGES, HOUR, TEN))
                .isEqualTo(3);
    }

    @Test
    default void accountsShouldNotShareLimits() {
        var book = book();

        assertThat(book.decide(request("1", messages(1, HOUR)).build(), TEN)
                        .decision()
                        .verdict())
                .isEqualTo("accept");
        assertThat(book.decide(
                                request("2", messages(1, HOUR))
                                        .from("beto@alcaldia.example")
                                        .build(),
                                TEN)
                        .decision()
                        .verdict())
                .isEqualTo("accept");
        assertThat(book.decide(request("3", messages(1, HOUR)).build(), TEN)
                        .decision()
                        .verdict())
                .isEqualTo("refuse");
    }

    /** Guarantee 3. */
    @Test
    default void manyThreadsShouldNeverBeGrantedMoreThanTheLimit() throws Exception {
        var book = book();

        var verdicts = atOnce(message -> () -> book.decide(
                        request("m" + message, recipients(1_000, HOUR))
                                .to(3, 0, 0)
                                .build(),
                        TEN)
                .decision()
                .verdict());

        assertThat(verdicts).filteredOn("accept"::equals).hasSize(333);
    }

    /** Guarantee 1. */
    @Test
    default void oneSubmissionReviewedByManyThreadsShouldBeChargedOnce() throws Exception {
        var book = book();

        var verdicts = atOnce(
                message -> () -> book.decide(request("same", messages(1, HOUR)).build(), TEN)
                        .decision()
                        .verdict());

        assertThat(verdicts).containsOnly("accept");
    }

    private static List<String> atOnce(IntFunction<Callable<String>> review) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<String>> reviews =
                    IntStream.range(0, 2_000).mapToObj(review).toList();
            List<String> verdicts = new ArrayList<>();
            for (Future<String> verdict : threads.invokeAll(reviews)) {
                verdicts.add(verdict.get());
            }
            return verdicts;
        } finally {
            threads.shutdownNow();
        }
    }
}
