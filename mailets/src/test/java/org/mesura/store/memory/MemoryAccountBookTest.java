/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.MINUTE;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Cap;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountBookContract;
import org.mesura.review.Accounts;
import org.mesura.review.Decision;
import org.mesura.review.Timing;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

class MemoryAccountBookTest implements AccountBookContract {
    private static final Sender ANA = new Sender("ana@alcaldia.example");

    private final AccountBook book = new MemoryAccountBook();

    @Override
    public AccountBook book() {
        return book;
    }

    @Test
    void accountThatRestsShouldBeForgotten() {
        book.decide(request("1").from("carla@alcaldia.example").build(), TEN);
        for (int message = 0; message < 10_000; message++) {
            book.decide(request("m" + message).exempted().build(), TEN.plus(DAY));
        }

        assertThat(book.find(new Sender("carla@alcaldia.example"))).isEmpty();
        assertThat(book.find(new Sender("ana@alcaldia.example"))).isPresent();
    }

    @Test
    void listenerShouldHearOfChangesAndOfNothingElse() {
        var heard = new ArrayList<String>();
        var told = new MemoryAccountBook(
                new MemoryAccountBook.Listener() {
                    @Override
                    public void accountChanged(Sender sender) {
                        heard.add(sender.account());
                    }

                    @Override
                    public void capChanged(String cap) {
                        heard.add(cap);
                    }
                },
                Timing.GIVEN);
        var charged = request("1").to(0, 1, 2).capped(Cap.ofInstitution(9, DAY)).build();

        told.peek(charged, TEN);
        told.forget(ANA);
        told.change(ANA, Accounts.release(charged.submission().id(), charged.terms(), TEN), TEN);
        assertThat(heard).isEmpty();

        told.decide(charged, TEN);
        assertThat(heard).containsExactly("institution per 1d", ANA.account());
        told.decide(charged, TEN.plusSeconds(1));
        assertThat(heard).as("a recorded decision").hasSize(2);

        told.rename(ANA, new Sender("ana.ruiz@alcaldia.example"), TEN);
        told.forget(new Sender("ana.ruiz@alcaldia.example"));
        assertThat(heard.subList(2, heard.size()))
                .containsExactly("ana.ruiz@alcaldia.example", ANA.account(), "ana.ruiz@alcaldia.example");
    }

    /** A thread may stand still between its look at the clock and its turn at the account. */
    @ParameterizedTest(name = "the clock went by {0} s meanwhile")
    @ValueSource(longs = {-259, 3})
    void whoReadTheClockBeforeItWasSetShouldNotMoveTheRecordOnceMore(long seconds) {
        var clock = new AtomicReference<>(TEN);
        var late = new MemoryAccountBook(Timing.by(clock::get));
        var limit = messages(2, MINUTE);
        late.decide(request("1", limit).build(), TEN);
        clock.set(TEN.plusSeconds(seconds));
        late.decide(request("2", limit).build(), clock.get());

        late.change(
                ANA,
                Accounts.release(
                        new SubmissionId("any"), request("1", limit).build().terms(), TEN),
                TEN);
        late.decide(request("3", limit).build(), TEN);
        assertThat(late.decide(request("4", limit).build(), clock.get().plusSeconds(1))
                        .decision())
                .isInstanceOf(Decision.Refuse.class);
        assertThat(late.find(ANA).orElseThrow().charged().latest()).isEqualTo(clock.get());
    }
}
