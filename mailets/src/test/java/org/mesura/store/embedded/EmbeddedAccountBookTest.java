/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.MINUTE;
import static org.mesura.review.Requests.external;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Permit;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountBookContract;
import org.mesura.review.Accounts;
import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.review.Timing;
import org.mesura.store.format.CapForm;
import org.mesura.store.format.StateForm;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.submission.Sender;
import org.mesura.usage.Correspondents;

class EmbeddedAccountBookTest implements AccountBookContract {
    private static final Sender ANA = new Sender("ana@alcaldia.example");
    private static final Sender BETO = new Sender("beto@alcaldia.example");

    private final Alarms alarms = new Alarms();
    private final List<EmbeddedStore> stores = new ArrayList<>();
    private Instant now = TEN;

    @TempDir
    private Path folder;

    @Override
    public AccountBook book() {
        return reopened();
    }

    @AfterEach
    void close() {
        stores.forEach(EmbeddedStore::close);
    }

    private EmbeddedAccountBook reopened() {
        return new EmbeddedAccountBook(store(), () -> now, Timing.GIVEN);
    }

    /** The store of the same file, after those before it were closed. */
    private EmbeddedStore store() {
        stores.forEach(EmbeddedStore::close);
        EmbeddedStore store = EmbeddedStore.open(folder.resolve("ledger.mv.db"), Duration.ZERO, alarms);
        stores.add(store);
        return store;
    }

    /** Whatever stands in the map of accounts. */
    private Map<String, byte[]> stored() {
        Map<String, byte[]> stored = new TreeMap<>();
        store().map("accounts").keep(new Loading(stored));
        return stored;
    }

    @Test
    void usageShouldOutliveARestart() {
        var cap = Cap.ofInstitution(100, DAY);
        book().decide(request("1", external(5, HOUR)).to(1, 10, 3).capped(cap).build(), TEN);
        var after = reopened();

        assertThat(after.find(ANA).orElseThrow().charged().used(Measure.RECIPIENTS, HOUR, TEN))
                .isEqualTo(4);
        assertThat(after.usage(cap, TEN).used()).isEqualTo(3);
        assertThat(after.decide(request("2", external(5, HOUR)).to(0, 20, 3).build(), TEN.plusSeconds(1))
                        .decision()
                        .why())
                .hasValueSatisfying(reason ->
                        assertThat(((Reason.OverLimit) reason).freeAt()).isEqualTo(TEN.plus(HOUR)));
    }

    /** Guarantee 1. */
    @Test
    void submissionShouldGetItsRecordedDecisionAfterARestart() {
        var book = book();
        var accepted = request("accepted", messages(1, HOUR)).build();
        var refused = request("refused", messages(1, HOUR)).build();
        book.decide(accepted, TEN);
        book.decide(refused, TEN);
        var after = reopened();
        var later = TEN.plus(HOUR).plus(MINUTE);

        assertThat(after.decide(accepted, later).decision().verdict()).isEqualTo("accept");
        assertThat(after.decide(refused, later).decision().verdict()).isEqualTo("refuse");
        assertThat(after.find(ANA).orElseThrow().charged().used(Measure.MESSAGES, DAY, later))
                .as("charged once")
                .isEqualTo(1);
    }

    @Test
    void reservedTurnShouldOutliveARestart() {
        var book = book();
        book.decide(request("1", messages(2, HOUR)).deferring(DAY).build(), TEN);
        book.decide(request("2", messages(2, HOUR)).deferring(DAY).build(), TEN.plusSeconds(5));
        var waiting = request("3", messages(2, HOUR)).deferring(DAY);
        var turn = (Decision.Defer)
                book.decide(waiting.build(), TEN.plusSeconds(9)).decision();
        var after = reopened();

        assertThat(((Decision.Defer) after.decide(waiting.build(), TEN.plusSeconds(10))
                                .decision())
                        .at())
                .isEqualTo(turn.at());
        assertThat(after.change(
                        ANA, Accounts.release(waiting.build().submission().id(), waiting.terms(), TEN), TEN))
                .isTrue();
    }

    @Test
    void suspensionShouldOutliveARestart() {
        var suspension = book().change(ANA, Accounts.suspend(Optional.of(HOUR), TEN), TEN);

        assertThat(reopened().find(ANA).orElseThrow().standing().suspension()).contains(suspension);
    }

    @Test
    void permitAndWhatWasUsedOfItShouldOutliveARestart() {
        var permit = new Permit("congreso", ANA, TEN, TEN.plus(DAY), 100, 50, "a congress", "olga");
        var book = book();
        book.change(ANA, Accounts.grant(permit), TEN);
        book.decide(request("1", external(1, HOUR)).to(0, 1, 40).build(), TEN);
        var permits = reopened().find(ANA).orElseThrow().permits();

        assertThat(permits.granted()).containsExactly(Map.entry("congreso", permit));
        assertThat(permits.usedOf("congreso")).isEqualTo(40);
    }

    @Test
    void whoWroteToAnAccountShouldOutliveARestart() {
        book().change(ANA, Accounts.heardFrom(8, 1, DAY, TEN), TEN);

        assertThat(reopened().find(ANA).orElseThrow().correspondents())
                .isEqualTo(Correspondents.NONE.with(8, 1, DAY, TEN));
    }

    @Test
    void accountsOfTheFirstFormShouldOutliveAnUpgrade() {
        book().decide(request("1", messages(1, HOUR)).build(), TEN);
        var first = stored();
        first.get(ANA.account())[0] = 1;
        stores.get(stores.size() - 1).map("accounts").changed(ANA.account());
        store().close();
        try (MVStore older = MVStore.open(folder.resolve("ledger.mv.db").toString())) {
            older.setStoreVersion(1);
        }

        var after = reopened();
        assertThat(after.decide(request("2", messages(1, HOUR)).build(), TEN)
                        .decision()
                        .verdict())
                .isEqualTo("refuse");
        assertThat(stored().get(ANA.account())[0]).isEqualTo((byte) 3);
        assertThat(alarms.raised()).isEmpty();
    }

    @Test
    void renamedAndForgottenAccountsShouldLeaveTheFile() {
        var book = book();
        for (var sender : List.of("ana", "beto", "carla")) {
            book.decide(
                    request("of " + sender).from(sender + "@alcaldia.example").build(), TEN);
        }
        var second = reopened();
        second.rename(ANA, new Sender("ana.ruiz@alcaldia.example"), TEN);
        second.forget(BETO);

        assertThat(stored()).containsOnlyKeys("ana.ruiz@alcaldia.example", "carla@alcaldia.example");
    }

    @Test
    void accountThatTheBookForgetsShouldLeaveTheFile() {
        book().decide(request("1").from(BETO.account()).build(), TEN);
        var second = reopened();
        for (int message = 0; message < 10_000; message++) {
            second.decide(request("m" + message % 100).exempted().build(), TEN.plus(DAY));
        }

        assertThat(stored()).containsOnlyKeys(ANA.account());
    }

    @Test
    void accountThatRestsLongerThanAnyWindowShouldNotBeLoaded() {
        var book = book();
        book.decide(request("1").from(BETO.account()).build(), TEN);
        book.decide(request("2").build(), TEN.plusSeconds(1));
        now = TEN.plus(Limit.LONGEST);
        var after = reopened();

        assertThat(after.find(BETO)).isEmpty();
        assertThat(after.find(ANA)).isPresent();
        assertThat(stored()).containsOnlyKeys(ANA.account());
    }

    @Test
    void peekShouldWriteNothing() {
        book().peek(request("1").build(), TEN);

        assertThat(stores.get(0).health().oldestUnwritten()).isEmpty();
        assertThat(stored()).isEmpty();
    }

    @Test
    void damagedAccountShouldNotHinderTheOthers() {
        var book = book();
        book.decide(request("1").build(), TEN);
        book.decide(request("2").from("carla@alcaldia.example").build(), TEN);
        var damaged = stored();
        damaged.put(BETO.account(), new byte[] {1, 1, 1});
        var map = stores.get(stores.size() - 1).map("accounts");
        map.changed(BETO.account());
        var after = reopened();

        assertThat(after.find(ANA)).isPresent();
        assertThat(after.find(new Sender("carla@alcaldia.example"))).isPresent();
        assertThat(after.find(BETO)).isEmpty();
        assertThat(alarms.raised()).singleElement().asString().contains("of 3 entries of 'accounts' 2 can be read");
        assertThat(stored()).containsOnlyKeys(ANA.account(), "carla@alcaldia.example");
    }

    /** Guarantee 3. */
    @Test
    @Timeout(60)
    void decisionsShouldBeJoinedToWhatALockedFileTurnsOutToHold() throws Exception {
        var cap = Cap.ofInstitution(100, DAY);
        book().decide(request("1", external(5, HOUR)).to(0, 10, 3).capped(cap).build(), TEN);
        close();
        try (var other = new ChildProcess(
                HoldingProcess.class, folder.resolve("ledger.mv.db").toString())) {
            assertThat(other.line()).isEqualTo("held");
            var book = reopened();
            assertThat(book.find(ANA)).isEmpty();
            book.decide(request("2", external(5, HOUR)).to(0, 20, 2).capped(cap).build(), TEN.plusSeconds(1));
            assertThat(stores.get(1).health().failure()).isPresent();
            other.goOn();
            while (book.usage(cap, TEN).used() < 5 || reached(book) < 5) {
                Thread.onSpinWait();
            }

            assertThat(book.decide(request("3", external(5, HOUR)).to(0, 30, 1).build(), TEN.plusSeconds(2))
                            .decision()
                            .verdict())
                    .isEqualTo("refuse");
        }
        var after = reopened();

        assertThat(after.usage(cap, TEN).used()).isEqualTo(5);
        assertThat(reached(after)).isEqualTo(5);
    }

    @Test
    void whatIsLoadedTwiceShouldCountOnce() {
        var cap = Cap.ofInstitution(100, DAY);
        var permit = new Permit("congreso", ANA, TEN, TEN.plus(DAY), 100, 50, "a congress", "olga");
        var known = new MemoryAccountBook();
        known.change(ANA, Accounts.grant(permit), TEN);
        known.decide(request("1", external(1, HOUR)).to(0, 1, 40).capped(cap).build(), TEN);
        var book = new MemoryAccountBook();
        var accounts = new KeptAccounts(book, idle -> {}, () -> TEN);
        var caps = new KeptCaps(book);
        for (int time = 0; time < 2; time++) {
            accounts.load(ANA.account(), StateForm.of(known.find(ANA).orElseThrow()));
            caps.load(cap.name(), CapForm.of(known.cap(cap.name()).orElseThrow()));
        }

        assertThat(book.find(ANA).orElseThrow().permits().usedOf("congreso")).isEqualTo(40);
        assertThat(book.usage(cap, TEN).used()).isEqualTo(40);
    }

    private static long reached(AccountBook book) {
        return book.find(ANA).orElseThrow().charged().used(Measure.EXTERNAL_RECIPIENTS, HOUR, TEN.plusSeconds(2));
    }

    /** Keeps octets as they are. */
    private record Loading(Map<String, byte[]> octets) implements Kept {
        @Override
        public void load(String key, byte[] value) {
            octets.put(key, value);
        }

        @Override
        public Optional<byte[]> value(String key) {
            return Optional.ofNullable(octets.get(key));
        }

        @Override
        public Iterable<String> keys() {
            return octets.keySet();
        }
    }
}
