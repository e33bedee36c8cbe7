/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.external;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.recipients;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Cap;
import org.mesura.policy.Escalation;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.OverLimit;
import org.mesura.policy.Permit;
import org.mesura.review.AccountBook;
import org.mesura.review.Accounts;
import org.mesura.review.Decision;
import org.mesura.review.Departure;
import org.mesura.review.Departures;
import org.mesura.review.Reason;
import org.mesura.review.Request;
import org.mesura.review.Timing;
import org.mesura.review.Waiting;
import org.mesura.store.redis.FaultyLink.Fault;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;

/** What is decided while Redis does not answer, and what becomes of it when it does again. */
class RedisAwayTest extends OnRedis {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final int MANY = 100;
    private static final Sender ANA = new Sender("ana@alcaldia.example");

    private static boolean accepts(AccountBook book, String id, Limit... limits) {
        return book.decide(request(id, limits).build(), TEN).decision() instanceof Decision.Accept;
    }

    private static int accepted(AccountBook book, String prefix, int many, Limit... limits) {
        int accepted = 0;
        for (int message = 0; message < many; message++) {
            accepted += accepts(book, prefix + message, limits) ? 1 : 0;
        }
        return accepted;
    }

    private static long used(AccountBook book) {
        return book.find(ANA)
                .map(state -> state.charged().used(Measure.MESSAGES, HOUR, TEN))
                .orElse(0L);
    }

    @Test
    void serverThatIsAloneShouldGrantItsPartAndHandItIn() {
        var one = server();
        var other = server();
        accepted(one.book(), "before", 10, messages(100, HOUR));

        one.that(Fault.AWAY);
        assertThat(accepted(one.book(), "away", 100, messages(100, HOUR)))
                .as("half of 100, of which 10 were sent")
                .isEqualTo(40);
        assertThat(accepted(other.book(), "there", 30, messages(100, HOUR))).isEqualTo(30);
        assertThat(one.book().waiting()).isEqualTo(1);
        assertThat(alarms).hasPositiveValue();

        one.that(Fault.NONE).book().round();
        assertThat(one.book().waiting()).isZero();
        assertThat(used(other.book())).isEqualTo(80);
        assertThat(accepted(one.book(), "after", 100, messages(100, HOUR))).isEqualTo(20);
    }

    /** What its policy would send back waits, and leaves as soon as Redis tells that there is room. */
    @Test
    void whatFindsNoRoomShouldWaitWhereItIsToBeDeferred() {
        var limit = messages(10, HOUR);
        var one = server(Standby.defer(0.5)).that(Fault.AWAY);
        List<Sender> returned = new ArrayList<>();
        one.book().tellOfReturns(returned::add);
        assertThat(accepted(one.book(), "away", 5, limit)).isEqualTo(5);

        var late = request("late", limit).build();
        assertThat(late.terms().policy().overLimit()).isEqualTo(OverLimit.BOUNCE);
        assertThat(one.book().decide(late, TEN).decision()).isInstanceOfSatisfying(Decision.Defer.class, turn -> {
            assertThat(turn.at()).isEqualTo(TEN.plus(HOUR));
            assertThat(((Reason.OverLimit) turn.reason()).limit()).isEqualTo(limit);
        });
        assertThat(returned).isEmpty();
        one.that(Fault.NONE).book().round();

        assertThat(returned).containsExactly(ANA);
        var waiting =
                new Waiting(late.submission().id(), Charge.of(late.submission()), Optional.empty(), TEN.plus(HOUR));
        assertThat(server().book().change(ANA, Departures.plan(ImmutableList.of(waiting), late.terms(), TEN), TEN))
                .containsExactly(Map.entry(waiting.id(), new Departure.Leave()));
        assertThat(used(one.book())).isEqualTo(6);
    }

    /** Guarantee 1: a call that was given up and done all the same. */
    @Test
    void reviewThatWasDoneThoughNobodyHeardOfItShouldBeChargedOnce() {
        var cap = Cap.ofInstitution(100, DAY);
        var one = server();
        var review = request("1", external(100, HOUR)).to(0, 1, 3).capped(cap).build();
        one.book()
                .decide(
                        request("0", external(100, HOUR))
                                .to(0, 9, 1)
                                .capped(cap)
                                .build(),
                        TEN);

        one.that(Fault.DEAF_ONCE).book().decide(review, TEN);
        one.book()
                .decide(
                        request("2", external(100, HOUR))
                                .to(0, 5, 2)
                                .capped(cap)
                                .build(),
                        TEN);
        one.that(Fault.NONE).book().round();

        assertThat(server().book().find(ANA).orElseThrow().charged().used(Measure.EXTERNAL_RECIPIENTS, HOUR, TEN))
                .isEqualTo(6);
        assertThat(one.book().usage(cap, TEN).used()).isEqualTo(6);
        assertThat(one.book().decide(review, TEN).decision().verdict()).isEqualTo("accept");
    }

    @Test
    void refusalHereShouldTakeBackWhatWasDoneThoughNobodyHeardOfIt() {
        var one = server();
        accepted(one.book(), "before", 6, messages(10, HOUR));

        one.that(Fault.DEAF_ONCE);
        assertThat(accepts(one.book(), "lost", messages(10, HOUR)))
                .as("over its part")
                .isFalse();
        one.that(Fault.NONE).book().round();

        assertThat(used(server().book())).isEqualTo(6);
    }

    @Test
    void handingInThatIsDoneThoughNobodyHeardOfItShouldNotBeDoneTwice() {
        var cap = Cap.ofInstitution(100, DAY);
        var permit = new Permit("congreso", ANA, TEN, TEN.plus(DAY), 100, 50, "a congress", "olga");
        var one = server();
        one.book().change(ANA, Accounts.grant(permit), TEN);
        one.that(Fault.AWAY);
        one.book()
                .decide(request("1", external(1, HOUR)).to(0, 1, 5).capped(cap).build(), TEN);
        assertThat(one.book().glance(ANA).orElseThrow().permits().usedOf("congreso"))
                .isEqualTo(5);

        for (int round = 0; round < 3; round++) {
            one.that(Fault.DEAF).book().round();
        }
        one.that(Fault.NONE).book().round();

        assertThat(server().book().find(ANA).orElseThrow().permits().usedOf("congreso"))
                .isEqualTo(5);
        assertThat(one.book().usage(cap, TEN).used()).isEqualTo(5);
    }

    /** Whatever is lost and whenever: each submission counts as its server answered, once. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void lossesAtRandomShouldCountEachSubmissionOnce(long seed) {
        var random = new Random(seed);
        var cap = Cap.ofInstitution(100_000, DAY);
        var servers = List.of(server(), server());
        var answered = new TreeMap<String, String>();
        var external = 0L;
        for (int step = 0; step < 200; step++) {
            var server = servers.get(random.nextInt(2));
            if (random.nextInt(4) == 0) {
                server.that(Fault.values()[random.nextInt(4)]);
            }
            if (random.nextInt(10) == 0) {
                server.book().round();
            }
            int outside = 1 + random.nextInt(3);
            var request = request("m" + step, messages(150, DAY))
                    .to(0, step, outside)
                    .capped(cap)
                    .build();
            var verdict = server.book()
                    .decide(request, TEN.plusSeconds(step))
                    .decision()
                    .verdict();
            answered.put("m" + step, verdict);
            external += verdict.equals("accept") ? outside : 0;
        }
        servers.forEach(server -> server.that(Fault.NONE).book().round());

        var ana = server().book().find(ANA).orElseThrow();
        assertThat(ana.charged().sent().stream().mapToLong(sent -> sent.id()).sorted())
                .as("seed %s", seed)
                .containsExactlyElementsOf(answered.entrySet().stream()
                        .filter(answer -> answer.getValue().equals("accept"))
                        .map(answer -> new SubmissionId(answer.getKey()).fingerprint())
                        .sorted()
                        .toList());
        assertThat(servers.get(0).book().usage(cap, TEN.plusSeconds(200)).used())
                .as("seed %s", seed)
                .isEqualTo(external);
    }

    @Test
    void messageLargerThanItsPartShouldNotBeToldThatItNeverFits() {
        var one = server().that(Fault.AWAY);
        var big = request("1", recipients(100, HOUR)).to(80, 0, 0).build();

        assertThat(one.book().decide(big, TEN).decision().verdict()).isEqualTo("accept");
        assertThat(one.book()
                        .decide(request("2", recipients(100, HOUR)).to(80, 0, 0).build(), TEN)
                        .decision()
                        .why())
                .hasValueSatisfying(why -> assertThat(why.id()).isEqualTo("over-limit"));
        assertThat(one.book()
                        .decide(request("3", recipients(60, HOUR)).to(80, 0, 0).build(), TEN)
                        .decision()
                        .why())
                .hasValueSatisfying(why -> assertThat(why.id()).isEqualTo("never-fits"));
    }

    /** A limit of 100, of which 70 are used: over the half of it, and an account that does nothing wrong. */
    @Test
    void accountWithinItsLimitsShouldNeitherBeSuspendedNorToldOfAnotherLimit() {
        var limit = recipients(100, HOUR);
        var one = server();
        one.book().decide(escalating("before", 70), TEN);

        one.that(Fault.AWAY);
        for (int message = 0; message < 20; message++) {
            var ruling = one.book().decide(escalating("away" + message, 5), TEN);

            assertThat(ruling.events()).isEmpty();
            assertThat(ruling.reduced()).isTrue();
            assertThat(one.book().glance(escalating("door" + message, 5), TEN))
                    .hasValueSatisfying(door -> assertThat(door.reduced()).isTrue());
            assertThat(ruling.decision().why()).hasValueSatisfying(why -> {
                assertThat(why.id()).isEqualTo("over-limit");
                assertThat(((Reason.OverLimit) why).limit()).isEqualTo(limit);
            });
            assertThat(ruling.decision().usage()).containsExactly(new LimitUsage(limit, 70));
        }
        one.that(Fault.NONE).book().round();

        var ana = server().book().find(ANA).orElseThrow();
        assertThat(ana.standing().suspensionAt(TEN)).isEmpty();
        assertThat(ana.aside().attempts().sent()).isEmpty();
        assertThat(one.book().decide(escalating("after", 5), TEN)).satisfies(ruling -> {
            assertThat(ruling.decision().verdict()).isEqualTo("accept");
            assertThat(ruling.reduced()).isFalse();
        });
    }

    private static Request escalating(String id, int recipients) {
        return request(id, recipients(100, HOUR))
                .to(recipients, 0, 0)
                .under(new Escalation(125, Optional.of(150), HOUR))
                .build();
    }

    @Test
    void capShouldBeToldOfAsItIs() {
        var cap = Cap.ofInstitution(100, DAY);
        var one = server().that(Fault.AWAY);
        var first = one.book().decide(outside("1", 1, 45, cap, "u"), TEN);
        assertThat(first.events()).as("45 % of it").isEmpty();

        assertThat(one.book()
                        .decide(outside("2", 2, 10, cap, "u"), TEN)
                        .decision()
                        .why())
                .hasValueSatisfying(
                        why -> assertThat(((Reason.OverCap) why).cap()).isEqualTo(cap));
    }

    @Test
    void serverThatPassesShouldLetAllGoAndHandItIn() {
        var one = server(Standby.pass()).that(Fault.AWAY);

        assertThat(accepted(one.book(), "m", 30, messages(10, HOUR))).isEqualTo(30);
        one.that(Fault.NONE).book().round();

        assertThat(used(server().book())).isEqualTo(30);
    }

    @Test
    void whatAnAdministratorDoesMeanwhileShouldBeHandedIn() {
        var one = server();
        accepted(one.book(), "m", 3, messages(10, HOUR));
        one.that(Fault.AWAY).book().change(ANA, Accounts.suspend(Optional.empty(), TEN), TEN);
        one.that(Fault.NONE).book().round();

        assertThat(server().book().find(ANA).orElseThrow().standing().suspensionAt(TEN))
                .isPresent();

        var maria = new Sender("ana.maria@alcaldia.example");
        one.that(Fault.AWAY).book().rename(ANA, maria, TEN);
        one.that(Fault.NONE).book().round();
        assertThat(server().book().find(ANA)).isEmpty();
        assertThat(server().book().find(maria).orElseThrow().charged().sent()).hasSize(3);

        one.that(Fault.AWAY).book().forget(maria);
        one.that(Fault.NONE).book().round();
        assertThat(server().book().find(maria)).isEmpty();
    }

    @Test
    void redisThatComesBackEmptyShouldGetWhatServersStillKnow() {
        var cap = Cap.ofInstitution(100, DAY);
        // who hears nothing of accounts asks for them more often, and learns of caps by that
        var servers = List.of(server(), server());
        servers.forEach(server -> server.link().isDeaf(true));
        var one = servers.get(0).book();
        var other = servers.get(1).book();
        for (int message = 0; message < 6; message++) {
            var book = message % 2 == 0 ? one : other;
            book.decide(
                    request("m" + message, messages(8, HOUR))
                            .to(0, message, 2)
                            .capped(cap)
                            .build(),
                    TEN);
        }
        redis.cli("FLUSHALL");

        for (var book : List.of(other, one)) {
            assertThat(book.find(ANA).orElseThrow().charged().sent()).hasSizeGreaterThanOrEqualTo(5);
        }
        assertThat(used(other)).as("what both knew, once").isEqualTo(6);
        one.decide(request("7", messages(8, HOUR)).to(0, 7, 2).capped(cap).build(), TEN);
        other.decide(request("8", messages(8, HOUR)).to(0, 8, 2).capped(cap).build(), TEN);
        assertThat(accepts(other, "9", messages(8, HOUR))).isFalse();
        assertThat(one.usage(cap, TEN).used())
                .as("16, but for what either had not heard of in the last half second")
                .isBetween(12L, 16L);
        assertThat(alarms).hasValue(0);
    }

    /** Calls that are under way together all find the cap gone; one of them may charge what is owed. */
    @Test
    void capThatRedisLostShouldBeChargedOnceByAllThatHandIn() throws Exception {
        var cap = Cap.ofInstitution(1_000_000, DAY);
        var one = server();
        decideEach(one.book(), 1, cap, "there", 10, TEN);
        assertThat(one.book().usage(cap, TEN).used()).isEqualTo(MANY * 10);
        one.that(Fault.AWAY);
        decideEach(one.book(), 1, cap, "away", 1, TEN.plusSeconds(1));
        redis.cli("FLUSHALL");
        one.that(Fault.NONE);

        decideEach(one.book(), 8, cap, "back", 0, TEN.plusSeconds(2));
        one.book().round();

        assertThat(one.book().usage(cap, TEN.plusSeconds(3)).used()).isEqualTo(MANY * 11);
    }

    private static void decideEach(AccountBook book, int threads, Cap cap, String prefix, int outsiders, Instant at)
            throws Exception {
        inParallel(threads, MANY, number -> book.decide(outside(prefix, number, outsiders, cap, "u"), at));
    }

    private static Request outside(String prefix, int number, int outsiders, Cap cap, String sender) {
        return request(prefix + number)
                .from(sender + number + "@alcaldia.example")
                .to(1, 1, outsiders)
                .capped(cap)
                .build();
    }

    private static void inParallel(int threads, int many, IntConsumer call) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var calls = IntStream.range(0, many)
                    .mapToObj(number -> Executors.callable(() -> call.accept(number)))
                    .toList();
            for (var done : pool.invokeAll(calls)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    /** With the real link, and a server that answers late: what it was asked it does all the same when it goes on. */
    @Test
    void frozenRedisShouldDelayNothingAndChargeNothingTwice() {
        try (var frozen = RedisProcess.start();
                var link = LettuceLink.open(
                        RedisServers.at(frozen.url(), Duration.ofMillis(500)), InstantSource.system());
                var book = new RedisAccountBook(
                        link, Standby.local(0.5), (what, why) -> alarms.incrementAndGet(), Timing.GIVEN)) {
            // the first of all, on a busy machine, may take longer than the timeout
            await().atMost(Duration.ofSeconds(60)).until(() -> decidedThere(book));
            frozen.freeze();
            accepted(book, "away", 30, messages(100, HOUR));
            frozen.thaw();

            await().atMost(Duration.ofSeconds(60)).until(() -> book.waiting() == 0);
            assertThat(book.find(ANA).orElseThrow().charged().sent()).hasSize(31);
        }
    }

    private boolean decidedThere(AccountBook book) {
        alarms.set(0);
        accepts(book, "before", messages(100, HOUR));
        return alarms.get() == 0;
    }

    @Test
    void killedRedisShouldGetBackWhatItLost() {
        try (var killed = RedisProcess.start();
                var link = LettuceLink.open(
                        RedisServers.at(killed.url(), Duration.ofMillis(500)), InstantSource.system());
                var book = new RedisAccountBook(
                        link, Standby.local(0.5), (what, why) -> alarms.incrementAndGet(), Timing.GIVEN)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> decidedThere(book));
            accepted(book, "before", 9, messages(100, HOUR));
            killed.kill();
            assertThat(accepted(book, "away", 100, messages(100, HOUR))).isEqualTo(40);
            killed.restart();

            await().atMost(Duration.ofSeconds(60)).until(() -> book.waiting() == 0);
            assertThat(book.find(ANA).orElseThrow().charged().sent()).hasSize(50);
        }
    }
}
