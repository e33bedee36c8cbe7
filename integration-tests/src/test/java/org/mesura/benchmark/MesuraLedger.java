/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Mode;
import org.mesura.policy.OverLimit;
import org.mesura.policy.Policy;
import org.mesura.policy.Presets;
import org.mesura.policy.Terms;
import org.mesura.review.AccountBook;
import org.mesura.review.Decision;
import org.mesura.review.Request;
import org.mesura.review.Ruling;
import org.mesura.review.Timing;
import org.mesura.store.StoreTimes;
import org.mesura.store.embedded.EmbeddedAccountBook;
import org.mesura.store.embedded.EmbeddedStore;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.store.redis.RedisServers;
import org.mesura.store.redis.RedisStore;
import org.mesura.store.redis.Standby;
import org.mesura.submission.HashKey;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

/** Mesura's own ledger. The one class of the benchmarks that touches Mesura. */
final class MesuraLedger implements Engine {
    private static final Recipients RECIPIENTS = Recipients.of(1, 0x5eed);

    private final AccountBook book;
    private final Terms terms;
    private long submissions;

    private MesuraLedger(AccountBook book, List<Rule> rules) {
        this.book = book;
        this.terms = terms(rules);
    }

    /** The ledger in memory. */
    static MesuraLedger inMemory(List<Rule> rules) {
        return new MesuraLedger(new MemoryAccountBook(), rules);
    }

    /** The ledger that {@code store} keeps in a file. */
    static MesuraLedger embedded(EmbeddedStore store, List<Rule> rules) {
        return new MesuraLedger(new EmbeddedAccountBook(store, InstantSource.system(), Timing.GIVEN), rules);
    }

    /** The ledger that several servers share in Redis. */
    static RedisRival inRedis(String url, List<Rule> rules) {
        RedisStore store = redis(url);
        AccountBook book = store.accountBook();
        Terms terms = terms(rules);
        AtomicLong submissions = new AtomicLong();
        return new RedisRival() {
            @Override
            public void charge(String account) {
                long number = submissions.incrementAndGet();
                Submission submission = new Submission(
                        new SubmissionId("Mail1795478400000-" + number),
                        new Sender(account),
                        RECIPIENTS,
                        Counted.BYTES.weight() / 2,
                        0,
                        false,
                        number);
                Ruling ruling = book.decide(
                        new Request(submission, Optional.empty(), terms),
                        store.clock().instant());
                if (!(ruling.decision() instanceof Decision.Accept)) {
                    throw new IllegalStateException("an account is over a limit that is out of reach");
                }
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }

    /** A store in the Redis at {@code url} that fails the run rather than the measure. */
    static RedisStore redis(String url) {
        RedisServers servers = new RedisServers(
                RedisServers.Topology.STANDALONE,
                ImmutableList.of(RedisServers.url(url)),
                Optional.empty(),
                "",
                Duration.ofSeconds(5));
        return RedisStore.open(
                servers,
                Standby.local(0.5),
                new HashKey(1, 2),
                (what, why) -> {
                    throw new IllegalStateException(what, why);
                },
                StoreTimes.unwatched());
    }

    /** A store in {@code folder} that fails the run rather than the measure. */
    static EmbeddedStore store(Path folder) {
        return EmbeddedStore.open(folder.resolve("ledger.mv.db"), EmbeddedStore.PATIENCE, (what, why) -> {
            throw new IllegalStateException(what, why);
        });
    }

    /** The limits of the preset {@code staff}. */
    static ImmutableList<Rule> staff() {
        return Presets.byName().get("staff").limits().stream()
                .map(limit -> new Rule(Counted.valueOf(limit.measure().name()), limit.quantity(), limit.window()))
                .collect(ImmutableList.toImmutableList());
    }

    /** The key under which the ledger knows {@code account}. */
    static Object key(String account) {
        return new Sender(account);
    }

    @Override
    public Work ready(Charges charges) {
        Request[] requests = charges.accounts().stream().map(this::request).toArray(Request[]::new);
        Instant[] instants =
                charges.millis().stream().mapToObj(Instant::ofEpochMilli).toArray(Instant[]::new);
        return () -> {
            int granted = 0;
            for (int charge = 0; charge < requests.length; charge++) {
                Ruling ruling = book.decide(requests[charge], instants[charge]);
                if (ruling.decision() instanceof Decision.Accept) {
                    granted++;
                }
            }
            return granted;
        };
    }

    private Request request(String account) {
        SubmissionId id = new SubmissionId("Mail1795478400000-" + submissions++);
        Submission submission =
                new Submission(id, new Sender(account), RECIPIENTS, Counted.BYTES.weight() / 2, 0, false, submissions);
        return new Request(submission, Optional.empty(), terms);
    }

    static Terms terms(List<Rule> rules) {
        ImmutableList<Limit> limits = rules.stream()
                .map(rule -> new Limit(Measure.valueOf(rule.counted().name()), rule.quantity(), rule.window()))
                .collect(ImmutableList.toImmutableList());
        Policy policy = new Policy(
                "staff",
                limits,
                100,
                OverLimit.BOUNCE,
                Presets.DEFERRAL,
                Presets.HOLD_FOR,
                Optional.of(Presets.BULK),
                Presets.ESCALATION);
        return new Terms(
                policy, "default", false, Mode.ENFORCE, Duration.ofDays(1), ImmutableList.of(), ImmutableList.of());
    }
}
