/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.mesura.mailet.FiguresCost;
import org.mesura.measure.Measures;
import org.mesura.review.Request;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;

/**
 * What a desk costs that looks at very many accounts again and again: how long its two largest answers take, and by how much
 * a review takes longer beside it. Turns with a desk and without one follow each other, so that whatever else goes on
 * befalls both.
 */
final class DeskLoad {
    private static final int ACCOUNTS = 100_000;
    private static final int SENDS = 10;
    private static final Duration SINCE = Duration.ofHours(20);
    private static final Recipients RECIPIENTS = Recipients.of(1, 0x5eed);
    private static final String OVERVIEW = "/overview";
    private static final String LIST = "/accounts?sort=percent&most=100";
    private static final double MOST_MILLIS = 300;
    private static final double MOST_PERCENT = 5;
    private static final double MOST_MICROS = 1;
    private static final int ANSWERS = 9;
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int REVIEWS_IN_A_ROW = 50;
    private static final double MOST_OF_ALL = 0.99;
    private static final int PERCENT = 100;

    private final int pairs;
    private final Measures measures;
    private long submissions;

    /** @param pairs how many turns with a desk, and without one */
    DeskLoad(int pairs, Measures measures) {
        this.pairs = pairs;
        this.measures = measures;
    }

    void run() throws IOException {
        measures.atMost("desk-metrics-of-a-review", FiguresCost.microsPerReview(), "us", MOST_MICROS);
        Path folder = Files.createTempDirectory("mesura-desk");
        try (Desk desk = new Desk(folder)) {
            fill(desk);
            answers(desk);
            reviews(desk);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            MoreFiles.deleteRecursively(folder);
        }
    }

    private void fill(Desk desk) {
        Instant now = Instant.now();
        for (int account = 0; account < ACCOUNTS; account++) {
            for (int send = 0; send < SENDS; send++) {
                // the last ones lie in the last hour: all are active
                Duration ago =
                        SINCE.multipliedBy(SENDS - 1 - send).dividedBy(SENDS).plusMinutes(5);
                desk.book().decide(request(desk, account), now.minus(ago));
            }
        }
    }

    private Request request(Desk desk, int account) {
        Sender sender = new Sender("account" + account + "@alcaldia.example");
        SubmissionId id = new SubmissionId("Mail1795478400000-" + submissions++);
        return new Request(
                new Submission(id, sender, RECIPIENTS, 5_000, 0, false, submissions),
                Optional.empty(),
                desk.policies().termsOf(sender));
    }

    private void answers(Desk desk) {
        for (String path : ImmutableList.of(OVERVIEW, LIST)) {
            double[] millis = IntStream.range(0, 2 * ANSWERS)
                    .mapToDouble(answer -> {
                        // longer than an overview is kept
                        Crew.pause(Duration.ofSeconds(answer < ANSWERS ? 1 : 4));
                        return (double) desk.nanosOf(path) / TimeUnit.MILLISECONDS.toNanos(1);
                    })
                    .skip(ANSWERS)
                    .sorted()
                    .toArray();
            String measure = "desk-" + (path.equals(OVERVIEW) ? "overview" : "list") + "-" + ACCOUNTS;
            measures.atMost(measure, median(millis), "ms", MOST_MILLIS);
            measures.note(measure + "-longest", millis[millis.length - 1], "ms");
        }
    }

    private void reviews(Desk desk) {
        turn(desk, true);
        turn(desk, false);
        double[] slowed = new double[pairs];
        double[] alone = new double[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            double beside = turn(desk, true);
            alone[pair] = turn(desk, false);
            slowed[pair] = PERCENT * (beside / alone[pair] - 1);
        }
        measures.note("desk-review-alone", median(alone), "us");
        measures.atMost("desk-reviews-slowed", median(slowed), "%", MOST_PERCENT);
    }

    /** The microseconds of a review at a steady pace, without the slowest hundredth, which is the machine's. */
    private double turn(Desk desk, boolean polled) {
        Thread poll = new Thread(() -> {
            desk.nanosOf(OVERVIEW);
            desk.nanosOf(LIST);
        });
        if (polled) {
            poll.start();
        }
        int batches = (int) TURN.dividedBy(PAUSE);
        double[] micros = new double[batches];
        for (int batch = 0; batch < batches; batch++) {
            Crew.pause(PAUSE);
            Request[] requests = IntStream.range(0, REVIEWS_IN_A_ROW)
                    .mapToObj(review -> request(desk, (int) (submissions * 7_919 % ACCOUNTS)))
                    .toArray(Request[]::new);
            Instant now = Instant.now();
            long begin = System.nanoTime();
            for (Request request : requests) {
                desk.book().decide(request, now);
            }
            micros[batch] = (double) (System.nanoTime() - begin) / REVIEWS_IN_A_ROW / TimeUnit.MICROSECONDS.toNanos(1);
        }
        join(poll);
        Arrays.sort(micros);
        return DoubleStream.of(micros)
                .limit((long) (MOST_OF_ALL * batches))
                .average()
                .orElseThrow();
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
