/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.request;

import java.util.ArrayList;

import org.junit.jupiter.api.Test;
import org.mesura.policy.Cap;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountBookContract;
import org.mesura.review.Accounts;
import org.mesura.submission.Sender;

class MemoryAccountBookTest implements AccountBookContract {
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
        var told = new MemoryAccountBook(new MemoryAccountBook.Listener() {
            @Override
            public void accountChanged(Sender sender) {
                heard.add(sender.account());
            }

            @Override
            public void capChanged(String cap) {
                heard.add(cap);
            }
        });
        var ana = new Sender("ana@alcaldia.example");
        var charged = request("1").to(0, 1, 2).capped(Cap.ofInstitution(9, DAY)).build();

        told.peek(charged, TEN);
        told.forget(ana);
        told.change(ana, Accounts.release(charged.submission().id(), charged.terms(), TEN), TEN);
        assertThat(heard).isEmpty();

        told.decide(charged, TEN);
        assertThat(heard).containsExactly("institution per 1d", ana.account());
        told.decide(charged, TEN.plusSeconds(1));
        assertThat(heard).as("a recorded decision").hasSize(2);

        told.rename(ana, new Sender("ana.ruiz@alcaldia.example"), TEN);
        told.forget(new Sender("ana.ruiz@alcaldia.example"));
        assertThat(heard.subList(2, heard.size()))
                .containsExactly("ana.ruiz@alcaldia.example", ana.account(), "ana.ruiz@alcaldia.example");
    }
}
