/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.recipients;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.mesura.bulk.Evidence;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableSortedMap;

/** What every {@link AccountBook} must do, whatever keeps its state. */
public interface AccountBookContract {
    Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    int THREADS = 32;

    /** An empty book. */
    AccountBook book();

    /** How many are granted in {@link #noWindowShouldBeOverGrantedWhenThreadsRaceTheClock}, at least. */
    default int race() {
        return 100_000;
    }

    @Test
    default void accountNobodyWroteAboutShouldBeUnknown() {
        assertThat(book().find(new Sender("ana@alcaldia.example"))).isEmpty();
    }

    @Test
    default void walkShouldShowEachAccountOnceAsItIs() {
        var book = book();
        for (int account = 0; account < 50; account++) {
            book.decide(
                    request("m" + account)
                            .from("u" + account + "@alcaldia.example")
                            .build(),
                    TEN);
        }
        book.forget(new Sender("u7@alcaldia.example"));
        var shown = new HashMap<Sender, AccountState>();
        book.walk((sender, state) -> assertThat(shown.put(sender, state)).isNull());

        assertThat(shown).hasSize(49).doesNotContainKey(new Sender("u7@alcaldia.example"));
        assertThat(shown.values())
                .allSatisfy(state -> assertThat(state.charged().used(Measure.MESSAGES, HOUR, TEN))
                        .isEqualTo(1));
    }

    @Test
    default void capShouldBeChargedWhatACopyHasMoreOnce() {
        var book = book();
        var cap = Cap.ofInstitution(100, HOUR);
        book.decide(request("m").to(1, 5, 7).capped(cap).build(), TEN);
        var before = book.charged(cap).slices();
        var slice = before.firstKey();
        var copy = new CapRecord(ImmutableSortedMap.of(slice - 1, 4L, slice, 2L), TEN.toEpochMilli());
        book.restore(cap, copy);
        book.restore(cap, copy);

        assertThat(before.get(slice)).isGreaterThan(2);
        assertThat(book.charged(cap).slices()).isEqualTo(Map.of(slice - 1, 4L, slice, before.get(slice)));
        assertThat(book.usage(cap, TEN).used()).isEqualTo(4 + before.get(slice));
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

    /** Guarantee 3, over many accounts. */
    @Test
    default void manyThreadsOnManyAccountsShouldEachBeGrantedTheirOwn() throws Exception {
        var book = book();

        var verdicts = atOnce(
                40_000,
                message -> () -> book.decide(
                                request("m" + message, messages(3, HOUR))
                                        .from("u" + message % 10_000 + "@alcaldia.example")
                                        .build(),
                                TEN)
                        .decision()
                        .verdict());

        assertThat(verdicts).filteredOn("accept"::equals).hasSize(30_000);
    }

    /** Guarantee 3, for a cap over all accounts. */
    @Test
    default void manyThreadsShouldNeverBeGrantedMoreThanACap() throws Exception {
        var book = book();
        var cap = Cap.ofInstitution(1_000, DAY);

        var verdicts = atOnce(
                2_000,
                message -> () -> book.decide(
                                request("m" + message)
                                        .from("u" + message % 50 + "@alcaldia.example")
                                        .to(0, message * 10L, 3)
                                        .capped(cap)
                                        .build(),
                                TEN)
                        .decision()
                        .verdict());

        assertThat(verdicts).filteredOn("accept"::equals).hasSize(333);
        assertThat(book.usage(cap, TEN)).isEqualTo(new LimitUsage(cap.limit(), 999));
    }

    /**
     * Guarantee 3, in real time: whoever adds up what was granted in any window by the instants of the requests finds no
     * window over its limit.
     */
    @Test
    default void noWindowShouldBeOverGrantedWhenThreadsRaceTheClock() throws Exception {
        var book = book();
        var limits = new Limit[] {
            messages(4_000, Duration.ofMillis(100)),
            messages(15_000, Duration.ofMillis(500)),
            messages(50_000, Duration.ofSeconds(2))
        };
        var granted = new ConcurrentLinkedQueue<Long>();
        var ids = new AtomicLong();
        var deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();

        eachThread(() -> {
            while (granted.size() < race() && System.nanoTime() < deadline) {
                for (int message = 0; message < 100; message++) {
                    var now = Instant.now();
                    var ruling = book.decide(
                            request("m" + ids.incrementAndGet(), limits).build(), now);
                    if (ruling.decision() instanceof Decision.Accept) {
                        granted.add(TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
                    }
                }
            }
        });

        var instants = granted.stream().mapToLong(Long::longValue).sorted().toArray();
        assertThat(instants.length).isGreaterThanOrEqualTo(race());
        for (Limit limit : limits) {
            assertThat(mostInAnyWindow(instants, limit.window().toNanos()))
                    .as(limit.toString())
                    .isLessThanOrEqualTo(limit.quantity());
        }
    }

    private static long mostInAnyWindow(long[] instants, long window) {
        long most = 0;
        int first = 0;
        for (int last = 0; last < instants.length; last++) {
            while (instants[first] <= instants[last] - window) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @Test
    default void peekShouldAnswerAsAReviewAndChangeNothing() {
        var book = book();
        book.decide(request("1", messages(1, HOUR)).build(), TEN);
        var before = book.find(new Sender("ana@alcaldia.example"));

        assertThat(book.peek(request("2", messages(1, HOUR)).build(), TEN)
                        .decision()
                        .verdict())
                .isEqualTo("refuse");
        assertThat(book.find(new Sender("ana@alcaldia.example"))).isEqualTo(before);
        assertThat(book.peek(request("2", recipients(10, HOUR)).to(9, 0, 0).build(), TEN)
                        .decision()
                        .verdict())
                .as("would nine recipients fit?")
                .isEqualTo("accept");
        assertThat(book.peek(request("2", recipients(10, HOUR)).to(10, 0, 0).build(), TEN)
                        .decision()
                        .why())
                .as("ten would when the first has left")
                .contains(new Reason.OverLimit(recipients(10, HOUR), 1, 10, TEN.plus(HOUR)));
        assertThat(book.peek(
                                request("3", messages(1, HOUR))
                                        .from("nobody@alcaldia.example")
                                        .build(),
                                TEN)
                        .decision()
                        .verdict())
                .isEqualTo("accept");
        assertThat(book.find(new Sender("nobody@alcaldia.example"))).isEmpty();
    }

    @Test
    default void glanceShouldAnswerAsAReviewAndChangeNothing() {
        var book = book();
        var cap = Cap.ofInstitution(5, DAY);
        book.decide(request("1", messages(2, HOUR)).to(0, 1, 4).capped(cap).build(), TEN);
        var before = book.find(new Sender("ana@alcaldia.example"));
        var fits = request("2", messages(2, HOUR)).to(0, 1, 1).capped(cap).build();
        var overLimit = request("2", messages(1, HOUR)).build();
        var overCap = request("2", messages(2, HOUR)).to(0, 1, 2).capped(cap).build();
        var unknown =
                request("3", messages(1, HOUR)).from("nobody@alcaldia.example").build();

        for (Request asked : List.of(fits, overLimit, overCap, unknown)) {
            // before the glance, which may go by what was known a second ago
            var peeked = book.peek(asked, TEN.plus(AccountBook.GLANCE));
            assertThat(book.glance(asked, TEN.plus(AccountBook.GLANCE)))
                    .as(asked.toString())
                    .contains(peeked);
        }
        assertThat(book.glance(new Sender("ana@alcaldia.example"))).isEqualTo(before);
        assertThat(book.find(new Sender("ana@alcaldia.example"))).isEqualTo(before);
        assertThat(book.find(new Sender("nobody@alcaldia.example"))).isEmpty();
        assertThat(book.usage(cap, TEN)).isEqualTo(new LimitUsage(cap.limit(), 4));
    }

    @Test
    default void glanceShouldNotWaitForAChangeOfTheSameAccount() throws Exception {
        var book = book();
        var asked = request("1", messages(1, HOUR))
                .to(0, 1, 1)
                .capped(Cap.ofInstitution(5, DAY))
                .build();
        book.peek(asked, TEN);
        var changing = new CountDownLatch(1);
        var glanced = new CountDownLatch(1);
        var thread = Executors.newSingleThreadExecutor();
        try {
            var change = thread.submit(() -> book.change(
                    asked.submission().sender(),
                    (before, caps) -> {
                        changing.countDown();
                        return Changed.to(before, await(glanced));
                    },
                    TEN));
            assertThat(await(changing)).isTrue();

            assertThat(book.glance(asked, TEN)).isPresent();
            assertThat(book.glance(asked.submission().sender())).isEmpty();
            glanced.countDown();

            assertThat(change.get()).as("the change ended after the glance").isTrue();
        } finally {
            thread.shutdownNow();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    default void renamedAccountShouldKeepWhatItUsedAndJoinWhatIsKnown() {
        var book = book();
        var ana = new Sender("ana@alcaldia.example");
        var maria = new Sender("ana.maria@alcaldia.example");
        book.decide(request("1", messages(3, HOUR)).build(), TEN);
        book.decide(request("2", messages(3, HOUR)).from(maria.account()).build(), TEN);

        book.rename(ana, maria, TEN);
        book.rename(maria, maria, TEN);

        assertThat(book.find(ana)).isEmpty();
        assertThat(book.find(maria).orElseThrow().charged().used(Measure.MESSAGES, HOUR, TEN))
                .isEqualTo(2);
        assertThat(book.decide(
                                request("1", messages(3, HOUR))
                                        .from(maria.account())
                                        .build(),
                                TEN)
                        .decision()
                        .usage()
                        .get(0)
                        .used())
                .as("a redelivery under the new name is charged to nobody")
                .isEqualTo(2);
    }

    @Test
    default void usageShouldBeginAnewAndWhatWasSentStayKnown() {
        var book = book();
        var ana = new Sender("ana@alcaldia.example");
        book.decide(request("1", messages(1, HOUR)).build(), TEN);
        book.decide(request("2", messages(1, HOUR)).build(), TEN);
        book.change(ana, Accounts.suspend(Optional.of(DAY), TEN), TEN);

        assertThat(book.change(ana, Accounts.beginAnew(DAY, TEN), TEN)).isTrue();

        var state = book.find(ana).orElseThrow();
        assertThat(state.charged().used(Measure.MESSAGES, HOUR, TEN)).isZero();
        assertThat(state.refused().used(Measure.MESSAGES, HOUR, TEN)).isZero();
        assertThat(state.standing().suspensionAt(TEN)).isPresent();
        assertThat(book.decide(request("3", messages(1, HOUR)).build(), TEN)
                        .decision()
                        .verdict())
                .isEqualTo("accept");
        assertThat(book.decide(request("1", messages(1, HOUR)).build(), TEN)
                        .decision()
                        .verdict())
                .as("a redelivery of what was sent before")
                .isEqualTo("accept");
        assertThat(book.find(ana).orElseThrow().charged().used(Measure.MESSAGES, HOUR, TEN))
                .isEqualTo(1);
    }

    @Test
    default void forgottenAccountShouldBeUnknown() {
        var book = book();
        book.decide(request("1", messages(1, HOUR)).build(), TEN);

        book.forget(new Sender("ana@alcaldia.example"));

        assertThat(book.find(new Sender("ana@alcaldia.example"))).isEmpty();
    }

    /** Whatever many threads write at once to those who wrote, no message of theirs is answered twice. */
    @Test
    default void messageShouldExcuseOneAnswerWhenManyAreSentAtOnce() throws Exception {
        var book = book();
        var rule = new BulkRule(5_000, 5_000, 5_000, 25, DAY, DAY, BulkAction.REFUSE, 50);
        for (int citizen = 0; citizen < 100; citizen++) {
            book.change(new Sender("ana@alcaldia.example"), Accounts.heardFrom(citizen, 1, DAY, TEN), TEN);
        }

        atOnce(
                300,
                message -> () -> book.decide(
                                request("m" + message)
                                        .saying(42)
                                        .under(rule)
                                        .to(0, message % 100, 1)
                                        .build(),
                                TEN)
                        .decision()
                        .verdict());

        var ana = book.find(new Sender("ana@alcaldia.example")).orElseThrow();
        assertThat(ana.correspondents().size()).isZero();
        assertThat(ana.campaigns().reaching(1, DAY, TEN))
                .as("of 300 messages 100 were answers")
                .extracting(Evidence::messages)
                .containsExactly(200L);
    }

    @Test
    default void forgottenAccountShouldNotKnowWhoWroteToIt() {
        var book = book();
        var ana = new Sender("ana@alcaldia.example");
        book.change(ana, Accounts.heardFrom(8, 1, DAY, TEN), TEN);

        book.forget(ana);

        assertThat(book.find(ana)).isEmpty();
    }

    @Test
    default void renamedAccountShouldKeepWhoWroteToIt() {
        var book = book();
        var ana = new Sender("ana@alcaldia.example");
        var maria = new Sender("ana.maria@alcaldia.example");
        book.change(ana, Accounts.heardFrom(8, 1, DAY, TEN), TEN);
        book.change(maria, Accounts.heardFrom(9, 1, DAY, TEN), TEN);

        book.rename(ana, maria, TEN);

        assertThat(book.find(maria).orElseThrow().correspondents().outsiders().asList())
                .containsExactlyInAnyOrder(8L, 9L);
    }

    @Test
    default void topShouldRankAccountsByWhatTheyWereCharged() {
        var book = book();
        for (int account = 0; account < 100; account++) {
            book.decide(
                    request("m" + account)
                            .from("u" + account + "@alcaldia.example")
                            .to(0, 0, account)
                            .build(),
                    TEN);
        }

        assertThat(book.top(Measure.EXTERNAL_RECIPIENTS, HOUR, 3, TEN.plusSeconds(1)))
                .containsExactly(
                        new AccountBook.Ranked(new Sender("u99@alcaldia.example"), 99),
                        new AccountBook.Ranked(new Sender("u98@alcaldia.example"), 98),
                        new AccountBook.Ranked(new Sender("u97@alcaldia.example"), 97));
        assertThat(book.top(Measure.MESSAGES, HOUR, 10, TEN.plus(HOUR))).isEmpty();
    }

    private static List<String> atOnce(IntFunction<Callable<String>> review) throws Exception {
        return atOnce(2_000, review);
    }

    private static void eachThread(Runnable work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Object>> all = Collections.nCopies(THREADS, Executors.callable(work));
            for (Future<Object> done : threads.invokeAll(all)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> atOnce(int reviewsInAll, IntFunction<Callable<String>> review) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<String>> reviews =
                    IntStream.range(0, reviewsInAll).mapToObj(review).toList();
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
