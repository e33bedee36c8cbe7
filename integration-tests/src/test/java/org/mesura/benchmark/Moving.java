/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import static com.google.common.base.Preconditions.checkState;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.mesura.measure.Measures;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.Request;
import org.mesura.review.Timing;
import org.mesura.runner.Redis;
import org.mesura.store.embedded.EmbeddedAccountBook;
import org.mesura.store.embedded.EmbeddedStore;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.store.portable.StateExport;
import org.mesura.store.portable.StateImport;
import org.mesura.store.redis.RedisStore;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;

/**
 * How long the largest institution waits for its accounts to move, as an administrator has them moved: from memory to a
 * file, from there to the embedded store, out of it, to Redis, and out of that. In the end nothing may be missing.
 */
final class Moving {
    private static final int ACCOUNTS = 50_000;
    private static final int SENDS = 10;
    private static final int OCTETS = 20_000;
    private static final double MILLIS = 1_000;
    private static final double MEGA = 1e6;

    private final Measures measures;
    private final Instant now = Instant.now();

    private interface Work {
        void run() throws IOException;
    }

    Moving(Measures measures) {
        this.measures = measures;
    }

    void run() {
        try {
            Path folder = Files.createTempDirectory("mesura-moving");
            try {
                move(folder);
            } finally {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (IOException e) {
            throw new IllegalStateException("accounts could not be moved", e);
        }
    }

    private void move(Path folder) throws IOException {
        Path first = folder.resolve("first");
        export(filled(), first);
        measures.note("moving-accounts", ACCOUNTS, "accounts");
        measures.note("moving-size", Files.size(first) / MEGA, "MB");
        Path second = folder.resolve("second");
        try (EmbeddedStore store = MesuraLedger.store(folder)) {
            AccountBook book = new EmbeddedAccountBook(store, InstantSource.system(), Timing.GIVEN);
            timed("moving-into-embedded", () -> take(book, first));
            timed("moving-out-of-embedded", () -> export(book, second));
        }
        AccountBook last = new MemoryAccountBook();
        if (Redis.isUsable(Redis.version())) {
            Path third = folder.resolve("third");
            throughRedis(second, third);
            take(last, third);
        } else {
            System.out.println("moving: NO redis-server 7 or newer: how long it takes into Redis IS NOT MEASURED");
            take(last, second);
        }
        long[] sends = new long[1];
        last.walk((sender, state) -> sends[0] += state.charged().size());
        measures.atLeast("moving-sends-arrived", sends[0], "sends", (double) ACCOUNTS * SENDS);
    }

    private void throughRedis(Path from, Path to) throws IOException {
        try (Redis redis = Redis.onAnyPort()) {
            redis.start();
            try (RedisStore store = MesuraLedger.redis(redis.url())) {
                AccountBook book = store.accountBook();
                timed("moving-into-redis", () -> take(book, from));
                timed("moving-out-of-redis", () -> export(book, to));
            }
        }
    }

    private void timed(String measure, Work work) throws IOException {
        long begin = System.nanoTime();
        work.run();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        measures.note(measure, took.toMillis() / MILLIS, "s");
    }

    private AccountBook filled() {
        AccountBook book = new MemoryAccountBook();
        Terms terms = MesuraLedger.terms(MesuraLedger.staff());
        for (int send = 0; send < SENDS; send++) {
            for (int account = 0; account < ACCOUNTS; account++) {
                Submission submission = new Submission(
                        new SubmissionId("Mail1795478400000-" + account + "-" + send),
                        new Sender("persona" + account + "@alcaldia.example"),
                        Recipients.of(1, account),
                        OCTETS,
                        0,
                        false,
                        send);
                book.decide(
                        new Request(submission, Optional.empty(), terms),
                        now.minusSeconds(
                                (long) (SENDS - send) * Duration.ofMinutes(30).toSeconds()));
            }
        }
        return book;
    }

    private void export(AccountBook book, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            new StateExport(book).write(out, ImmutableList.of(), now);
        }
    }

    private void take(AccountBook book, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            StateImport.Result result = new StateImport(book).read(in, now);
            checkState(result.accounts() == ACCOUNTS, "%s accounts were taken in", result.accounts());
        }
    }
}
