/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.review.AccountState;
import org.mesura.review.Changed;
import org.mesura.submission.Sender;
import org.mesura.usage.Charge;
import org.mesura.usage.SendRecord;

import com.google.common.base.Strings;

class AccountTableTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Charge ONE = new Charge(1, 1, 0, 1);
    private static final Sender ANA = new Sender("ana@alcaldia.example");

    private final List<String> heard = new ArrayList<>();
    private final AccountTable table = new AccountTable(sender -> heard.add(sender.account()));

    @Test
    void nothingShouldBeKnownOfAnAccountThatNobodyChanged() {
        assertThat(table.get(ANA)).isSameAs(AccountState.NEW);
        assertThat(table.stream()).isEmpty();
        assertThat(table.size()).isZero();
    }

    @Test
    void changeShouldGetWhatTheLastOneLeft() {
        table.change(ANA, known -> Changed.to(sentOneMore(known), ""));

        Changed<Integer> second = table.change(
                ANA, known -> Changed.to(sentOneMore(known), known.charged().size()));

        assertThat(second.answer()).isEqualTo(1);
        assertThat(table.get(ANA)).isEqualTo(second.state());
    }

    @Test
    void listenerShouldHearOfChangesThatChangeSomethingAndOfNoUpdate() {
        table.change(ANA, known -> Changed.to(known, ""));
        table.update(ANA, AccountTableTest::sentOneMore);
        assertThat(heard).isEmpty();

        table.change(ANA, known -> Changed.to(sentOneMore(known), ""));
        table.change(ANA, known -> Changed.to(AccountState.NEW, ""));

        assertThat(heard).containsExactly(ANA.account(), ANA.account());
    }

    @Test
    void changeThatFailsShouldLeaveTheAccountAsItIs() {
        table.update(ANA, AccountTableTest::sentOneMore);
        AccountState before = table.get(ANA);

        assertThatThrownBy(() -> table.change(ANA, known -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(table.get(ANA)).isEqualTo(before);
        assertThat(table.update(ANA, AccountTableTest::sentOneMore)).isEqualTo(before);
    }

    @Test
    void changeThatChangesOtherAccountsShouldBeRejectedRatherThanMistakeOneForAnother() {
        assertThatThrownBy(() -> table.change(ANA, known -> {
                    for (int number = 0; number < 5_000; number++) {
                        table.update(new Sender("u" + number), AccountTableTest::sentOneMore);
                    }
                    return Changed.to(sentOneMore(known), "");
                }))
                .hasMessageContaining("a change of ana@alcaldia.example must not change another account");

        assertThat(table.stream()).allMatch(one -> one.state().charged().size() == 1);
        assertThat(table.size()).isEqualTo(5_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void tableShouldHoldWhatAMapHolds(long seed) {
        var random = new Random(seed);
        Map<Sender, AccountState> map = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            // now many accounts, now few: it grows, and places of forgotten ones are taken again
            var sender = new Sender("u" + random.nextInt(step % 4_000 + 1));
            boolean forgets = random.nextInt(5) < 2;
            var after = forgets ? AccountState.NEW : sentOneMore(AccountState.NEW);
            var before = forgets ? map.remove(sender) : map.put(sender, after);

            assertThat(table.update(sender, known -> after))
                    .as("seed %s, step %s", seed, step)
                    .isEqualTo(before == null ? AccountState.NEW : before);
        }

        assertThat(table.size()).as("seed %s", seed).isEqualTo(map.size());
        assertThat(table.stream()).as("seed %s", seed).allSatisfy(one -> assertThat(one.state())
                .isEqualTo(map.get(one.sender())));
        assertThat(table.stream().map(AccountTable.Known::sender))
                .as("seed %s", seed)
                .containsExactlyInAnyOrderElementsOf(map.keySet());
        assertThat(IntStream.range(0, AccountTable.STRIPES).boxed().flatMap(table::stream))
                .containsExactlyInAnyOrderElementsOf(table.stream().toList());
    }

    @Test
    void namesOfOneHashShouldBeKeptApart() {
        // "b?" and "a^" have the same hash in Java, and so has whatever is put together from them
        List<Sender> alike = IntStream.range(0, 256)
                .mapToObj(number -> Strings.padStart(Integer.toBinaryString(number), 8, '0'))
                .map(bits -> new Sender(bits.replace("0", "b?").replace("1", "a^")))
                .toList();
        assertThat(alike.stream().map(Sender::hashCode).distinct()).hasSize(1);

        alike.forEach(sender -> table.update(sender, known -> sentOneMore(known)));
        alike.subList(0, 100).forEach(sender -> table.update(sender, known -> AccountState.NEW));

        assertThat(alike.subList(0, 100)).allMatch(sender -> table.get(sender) == AccountState.NEW);
        assertThat(alike.subList(100, 256))
                .allMatch(sender -> table.get(sender).charged().size() == 1);
        assertThat(table.size()).isEqualTo(156);
    }

    @Test
    void accountsThatComeAndGoShouldLeaveNoRoomBehind() {
        for (int number = 0; number < 200_000; number++) {
            var sender = new Sender("guest" + number);
            table.update(sender, AccountTableTest::sentOneMore);
            table.update(sender, known -> AccountState.NEW);
        }

        assertThat(table.size()).isZero();
        assertThat(table.places()).isLessThanOrEqualTo(32L * AccountTable.STRIPES);
    }

    @Test
    void roomShouldGrowWithTheAccounts() {
        for (int number = 0; number < 20_000; number++) {
            table.update(new Sender("u" + number), AccountTableTest::sentOneMore);
        }

        // names differ in their last letters only, and must lie apart all the same
        assertThat(table.places()).isBetween(30_000L, 80_000L);
    }

    @Test
    void nothingShouldBeLostOfWhatManyThreadsChangeAtOnce() throws Exception {
        int threads = 8;
        int accounts = 3_000;
        int rounds = 10;
        var told = new AccountTable(sender -> {});
        var begin = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int mine = thread;
                all.add(pool.submit(() -> {
                    begin.await();
                    for (int step = 0; step < rounds * accounts; step++) {
                        var sender = new Sender("u" + (step * 7 + mine) % accounts);
                        told.change(sender, known -> Changed.to(sentOneMore(known), ""));
                        // whoever was there once is always found, also while its stripe grows
                        assertThat(told.get(sender)).isNotSameAs(AccountState.NEW);
                    }
                    return null;
                }));
            }
            begin.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(told.size()).isEqualTo(accounts);
        assertThat(told.stream().map(one -> one.state().charged().size()))
                .hasSize(accounts)
                .allMatch(sends -> sends == threads * rounds);
    }

    @Test
    void readersShouldMeetEveryAccountThatStays() throws Exception {
        List<Sender> staying = Stream.iterate(0, number -> number + 1)
                .limit(500)
                .map(number -> new Sender("stays" + number))
                .toList();
        staying.forEach(sender -> table.update(sender, AccountTableTest::sentOneMore));
        var reader = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> walks = reader.submit(() -> {
                int count = 0;
                while (!Thread.currentThread().isInterrupted() && count < 300) {
                    assertThat(table.stream().map(AccountTable.Known::sender).toList())
                            .containsAll(staying);
                    count++;
                }
                return count;
            });
            for (int number = 0; !walks.isDone(); number++) {
                // comes and, of every second, goes: stripes are laid out anew again and again
                var guest = new Sender("guest" + number % 50_000);
                table.update(guest, AccountTableTest::sentOneMore);
                table.update(guest, known -> AccountState.NEW);
            }
            assertThat(walks.get()).isEqualTo(300);
        } finally {
            reader.shutdownNow();
        }
    }

    @Test
    void readersShouldNeverMeetTheSendsOfOneRecordInThePlaceOfAnother() throws Exception {
        var whole = new AccountState(sent(3).charged(), sent(2).charged(), AccountState.NEW.aside());
        List<AccountState> states = List.of(sent(2), sent(20), whole, AccountState.NEW);

        whileReading(
                () -> {
                    for (int read = 0; read < 5_000_000; read++) {
                        var met = table.get(ANA);
                        if (!states.contains(met)) {
                            throw new AssertionError("read %s, met %s sends"
                                    .formatted(read, met.charged().size()));
                        }
                    }
                },
                change -> {
                    var next = states.get(change % states.size());
                    table.update(ANA, known -> next);
                });
    }

    @Test
    void readerOfAnAccountThatIsNotThereShouldNotMeetAnother() throws Exception {
        var absent = new Sender("nobody@alcaldia.example");

        whileReading(
                () -> {
                    for (int read = 0; read < 20_000_000; read++) {
                        if (table.get(absent) != AccountState.NEW) {
                            throw new AssertionError("read " + read + " met another account");
                        }
                    }
                },
                number -> {
                    var guest = new Sender("guest" + number);
                    table.update(guest, known -> sent(1));
                    table.update(guest, known -> AccountState.NEW);
                });
    }

    @Test
    void accountOfWhichMoreIsKnownThanItsSendsShouldBeKeptWhole() {
        var waiting = new AccountState(sent(3).charged(), sent(2).charged(), AccountState.NEW.aside());
        var much = sent(100);

        table.update(ANA, known -> waiting);
        assertThat(table.get(ANA)).isSameAs(waiting);
        table.update(ANA, known -> much);
        assertThat(table.get(ANA)).isSameAs(much);
        table.update(ANA, known -> sent(1));
        assertThat(table.get(ANA).charged().size()).isEqualTo(1);
    }

    /** Makes changes, each with its number, until another thread has read; what that one throws is thrown. */
    private static void whileReading(Runnable reads, IntConsumer change) throws Exception {
        var reader = Executors.newSingleThreadExecutor();
        try {
            Future<?> reading = reader.submit(reads);
            for (int number = 0; !reading.isDone(); number++) {
                change.accept(number);
            }
            reading.get();
        } finally {
            reader.shutdownNow();
        }
    }

    private static AccountState sent(int sends) {
        return Stream.iterate(AccountState.NEW, AccountTableTest::sentOneMore)
                .skip(sends)
                .findFirst()
                .orElseThrow();
    }

    private static AccountState sentOneMore(AccountState known) {
        return new AccountState(
                known.charged().with(ONE, NOON, Duration.ofDays(1)), SendRecord.EMPTY, AccountState.NEW.aside());
    }
}
