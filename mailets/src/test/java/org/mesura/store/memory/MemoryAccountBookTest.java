/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.request;

import org.junit.jupiter.api.Test;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountBookContract;
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
}
