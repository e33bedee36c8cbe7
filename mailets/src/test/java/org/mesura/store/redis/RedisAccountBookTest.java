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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Cap;
import org.mesura.policy.Measure;
import org.mesura.policy.Permit;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountBookContract;
import org.mesura.review.AccountState;
import org.mesura.review.Accounts;
import org.mesura.review.Decision;
import org.mesura.review.Departures;
import org.mesura.store.format.StateParts;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

/** One server's book. */
class RedisAccountBookTest extends OnRedis implements AccountBookContract {
    private static final Sender ANA = new Sender("ana@alcaldia.example");

    private AccountBook only;

    @Override
    public AccountBook book() {
        only = only == null ? server().book() : only;
        return only;
    }

    @Override
    public int race() {
        return Integer.getInteger("mesura.redis.race", 4_000);
    }

    @AfterEach
    void nothingShouldHaveFailed() {
        assertThat(alarms).hasValue(0);
    }

    @Test
    void reviewShouldTakeOneScriptWhileAnAccountSendsThroughOneServer() {
        var book = book();
        var cap = Cap.ofInstitution(100_000, DAY);
        book.decide(request("first").build(), TEN);
        countAnew();
        for (int message = 0; message < 1_000; message++) {
            book.decide(
                    request("m" + message, messages(300, HOUR))
                            .from("u" + message % 3 + "@alcaldia.example")
                            .to(1, message, 1)
                            .capped(cap)
                            .build(),
                    TEN.plusMillis(message));
        }

        assertThat(scripts()).isEqualTo(1_000);
    }

    @Test
    void accountsShouldOutliveTheServersThatWroteThem() {
        var permit = new Permit("congreso", ANA, TEN, TEN.plus(DAY), 100, 50, "a congress", "olga");
        var rule = new BulkRule(50, 150, 500, 25, DAY, DAY, BulkAction.REFUSE, 50);
        var book = book();
        book.change(ANA, Accounts.grant(permit), TEN);
        book.decide(
                request("1", external(1, HOUR))
                        .to(0, 1, 1)
                        .saying(7)
                        .under(rule)
                        .build(),
                TEN);
        book.decide(request("2", external(1, HOUR)).to(0, 1, 40).build(), TEN);
        book.decide(
                request("3", messages(1, HOUR)).deferring(Duration.ofHours(4)).build(), TEN);
        book.change(ANA, Accounts.suspend(Optional.empty(), TEN), TEN);
        book.change(ANA, Accounts.heardFrom(8, 1, DAY, TEN), TEN);

        var seen = book.find(ANA).orElseThrow();
        var read = server().book().find(ANA).orElseThrow();

        assertThat(StateParts.whole(read).octets())
                .containsExactlyEntriesOf(StateParts.whole(seen).octets())
                .hasSizeGreaterThan(5);
        assertThat(read.permits().usedOf("congreso")).isEqualTo(40);
    }

    @Test
    void campaignShouldTravelOnlyWhenItChanges() {
        var rule = new BulkRule(5_000, 5_000, 5_000, 25, DAY, DAY, BulkAction.REFUSE, 50);
        var book = book();
        book.decide(request("1").saying(7).under(rule).to(0, 1, 3_000).build(), TEN);
        long before = netInput();
        book.decide(request("2").build(), TEN.plusSeconds(1));

        assertThat(netInput() - before).isLessThan(2_000);
    }

    @Test
    void redeliveryThatChangesNothingShouldWriteNothing() {
        var book = book();
        var first = request("1", messages(1, HOUR)).build();
        var late =
                request("2", messages(1, HOUR)).deferring(Duration.ofHours(4)).build();
        book.decide(first, TEN);
        book.decide(late, TEN);
        var version = redis.cli("HGET", key(), "w");

        assertThat(book.decide(late, TEN.plusSeconds(1)).decision()).isInstanceOf(Decision.Defer.class);
        book.decide(first, TEN.plusSeconds(1));
        book.peek(late, TEN.plusSeconds(1));
        book.find(ANA);

        assertThat(redis.cli("HGET", key(), "w")).isEqualTo(version);
    }

    private static long netInput() {
        return redis.cli("INFO", "stats")
                .lines()
                .filter(line -> line.startsWith("total_net_input_bytes:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).trim()))
                .sum();
    }

    @Test
    void accountOfTenSendsShouldTakeFewOctets() {
        var book = book();
        for (int message = 0; message < 10; message++) {
            book.decide(request("m" + message).build(), TEN.plusSeconds(message * 60L));
        }

        assertThat(Long.parseLong(redis.cli("MEMORY", "USAGE", key()).trim())).isBetween(200L, 600L);
    }

    private String key() {
        return "{mesura}:account:" + ANA.account();
    }

    @Test
    void accountShouldExpireWhenNothingOfItMattersAnyMore() {
        var book = book();
        book.decide(request("1").build(), TEN);
        assertThat(life()).isBetween(Duration.ofHours(24), Duration.ofHours(25));

        book.change(ANA, Accounts.suspend(Optional.empty(), TEN), TEN);
        assertThat(life()).as("until it is lifted").isEqualTo(Duration.ofMillis(-1));

        book.change(ANA, Accounts.lift(TEN), TEN);
        assertThat(life()).isBetween(DAY.multipliedBy(30), DAY.multipliedBy(32));
    }

    private Duration life() {
        return Duration.ofMillis(Long.parseLong(redis.cli("PTTL", key()).trim()));
    }

    @Test
    void listOfAccountsShouldNotOutgrowThem() {
        var book = book();
        for (int account = 0; account < 60; account++) {
            book.decide(request("m").from("old" + account + "@alcaldia.example").build(), TEN);
            redis.cli("DEL", "{mesura}:account:old" + account + "@alcaldia.example");
        }
        assertThat(Long.parseLong(redis.cli("ZCARD", "{mesura}:accounts").trim()))
                .isLessThan(20);
        assertThat(book.top(Measure.MESSAGES, HOUR, 10, TEN)).isEmpty();
        assertThat(redis.cli("ZCARD", "{mesura}:accounts").trim()).isEqualTo("0");
    }

    @Test
    void slicesThatNoWindowHoldsShouldLeaveACap() {
        var book = book();
        var cap = Cap.ofInstitution(100_000, Duration.ofSeconds(20));
        for (int message = 0; message < 2_000; message++) {
            var now = TEN.plusMillis(message * 100L);
            book.decide(request("m" + message).to(0, message, 1).capped(cap).build(), now);
        }

        assertThat(book.usage(cap, TEN.plusMillis(199_900)).used()).isBetween(200L, 202L);
        assertThat(Long.parseLong(
                        redis.cli("HLEN", "{mesura}:cap:" + cap.name()).trim()))
                .isLessThan(460);
    }

    @Test
    void changeThatNeedsTheAccountShouldFindItThoughThisServerNeverSawIt() {
        var waiting = request("2", messages(1, HOUR)).deferring(Duration.ofHours(4));
        book().decide(request("1", messages(1, HOUR)).build(), TEN);
        book().decide(waiting.build(), TEN);
        var other = server().book();

        var refusal =
                other.change(ANA, Departures.refuse(waiting.build().submission().id(), waiting.terms(), TEN), TEN);

        assertThat(refusal.verdict()).isEqualTo("refuse");
        org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                        other.change(ANA, Departures.refuse(new SubmissionId("nobody's"), waiting.terms(), TEN), TEN))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void glanceShouldAskForWhatItDoesNotKnow() {
        var asked = request("2", messages(1, HOUR)).build();
        server().book().decide(request("1", messages(1, HOUR)).build(), TEN);
        var book = book();

        assertThat(book.glance(asked, TEN)).isEmpty();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(book.glance(asked, TEN))
                .hasValueSatisfying(
                        ruling -> assertThat(ruling.decision().verdict()).isEqualTo("refuse")));
    }

    @Test
    void accountOfANewerFormShouldBeLeftAloneAndToldOf() {
        var book = book();
        book.decide(request("1", messages(5, HOUR)).build(), TEN);
        redis.cli("HSET", key(), "f", "99");
        var older = server().book();

        assertThat(older.decide(request("2", messages(5, HOUR)).build(), TEN)
                        .decision()
                        .verdict())
                .isEqualTo("accept");
        assertThat(redis.cli("HGET", key(), "f").trim()).isEqualTo("99");
        older.round();
        assertThat(older.waiting()).isEqualTo(1);

        older.forget(ANA);
        assertThat(older.waiting()).isZero();
        assertThat(older.decide(request("3", messages(1, HOUR)).build(), TEN)
                        .decision()
                        .verdict())
                .isEqualTo("accept");
        assertThat(redis.cli("HGET", key(), "f").trim()).isEqualTo("4");
        assertThat(alarms.getAndSet(0)).isPositive();
    }

    /** Of what an account of two sends is made, form 2 and form 3 say the same. */
    @Test
    void accountOfAnOlderFormShouldBeReadAndWrittenWholeInTheNewest() {
        var before = server().book();
        before.decide(request("1", messages(5, HOUR)).build(), TEN);
        before.change(ANA, Accounts.suspend(Optional.of(HOUR), TEN), TEN);
        redis.cli("HSET", key(), "f", "2");

        var newer = server().book();
        newer.decide(request("2", messages(5, HOUR)).build(), TEN);

        assertThat(redis.cli("HGET", key(), "f").trim()).isEqualTo("4");
        AccountState state = server().book().find(ANA).orElseThrow();
        assertThat(state.charged().size()).isEqualTo(2);
        assertThat(state.standing().suspensionAt(TEN)).isPresent();
    }

    @Test
    void sendsOfLateShouldBeSeenByOtherServersAndBeRanked() {
        var one = server().book();
        IntStream.range(0, 40)
                .forEach(send ->
                        one.decide(request("m" + send, messages(100, HOUR)).build(), TEN.plusSeconds(send)));
        Instant then = TEN.plusSeconds(40);

        assertThat(redis.cli("HEXISTS", key(), "11").trim())
                .as("a part of their own")
                .isEqualTo("1");
        var other = server().book();
        assertThat(other.top(Measure.MESSAGES, HOUR, 1, then)).containsExactly(new AccountBook.Ranked(ANA, 40));
        assertThat(other.find(ANA).orElseThrow().charged().size()).isEqualTo(40);
        other.decide(request("m40", messages(100, HOUR)).build(), then);
        assertThat(one.find(ANA).orElseThrow().charged().size()).isEqualTo(41);
    }

    @Test
    void copiesThatWereSeenLongestAgoShouldGoWhenThereAreTooMany() {
        var nanos = new AtomicLong(Long.MAX_VALUE - 1);
        var exchange = new Exchange(server().link(), nanos::get);
        var copies = new Copies(exchange, new CapCopies(nanos::get), nanos::get, 2_000);
        for (int account : new int[] {3, 1, 5, 2, 4}) {
            // as System.nanoTime may, it runs over
            copies.put(new Sender("u" + account), Copy.none("", Long.MAX_VALUE - 3 + account));
        }
        nanos.addAndGet(10);
        copies.tidy();

        assertThat(copies.senders()).containsExactlyInAnyOrder(new Sender("u3"), new Sender("u4"), new Sender("u5"));
    }

    @Test
    void reviewAfterAGlanceShouldWriteOnlyWhatIsNew() {
        var book = server().book();
        IntStream.range(0, 36)
                .forEach(send ->
                        book.decide(request("m" + send, messages(100, DAY)).build(), TEN.plusSeconds(send)));
        var earlier = redis.cli("HSTRLEN", key(), "0");
        IntStream.range(36, 40).forEach(send -> {
            var request = request("m" + send, messages(100, DAY)).build();
            assertThat(book.glance(request, TEN.plusSeconds(send))).isPresent();
            book.peek(request, TEN.plusSeconds(send));
            book.decide(request, TEN.plusSeconds(send));
        });

        assertThat(redis.cli("HSTRLEN", key(), "0")).isEqualTo(earlier);
        assertThat(server().book().find(ANA).orElseThrow().charged().size()).isEqualTo(40);
    }

    @Test
    void rankingShouldPageThroughAllAccounts() {
        var book = book();
        IntStream.range(0, 250)
                .forEach(account -> book.decide(
                        request("m" + account, recipients(1_000, HOUR))
                                .from("u" + account + "@alcaldia.example")
                                .to(account, 0, 0)
                                .exempted()
                                .build(),
                        TEN));

        assertThat(book.top(Measure.RECIPIENTS, HOUR, 2, TEN))
                .extracting(AccountBook.Ranked::used)
                .containsExactly(249L, 248L);
    }
}
