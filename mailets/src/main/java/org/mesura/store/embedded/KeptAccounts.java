/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.mesura.policy.Limit;
import org.mesura.review.AccountState;
import org.mesura.store.format.StateForm;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.submission.Sender;

import com.google.common.collect.Iterables;

/** The accounts of a book, without those that rest longer than any window. */
final class KeptAccounts implements Kept {
    private final MemoryAccountBook book;
    private final Consumer<String> idle;
    private final InstantSource clock;
    // joining one once more would count some of it twice
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();

    /** @param idle is told of each account that is not worth loading */
    KeptAccounts(MemoryAccountBook book, Consumer<String> idle, InstantSource clock) {
        this.book = book;
        this.idle = idle;
        this.clock = clock;
    }

    @Override
    public void load(String account, byte[] octets) {
        Sender sender = new Sender(account);
        AccountState state = StateForm.read(octets);
        Instant now = clock.instant();
        if (state.isIdle(Limit.LONGEST, now)) {
            idle.accept(account);
        } else if (loaded.add(account)) {
            book.load(sender, state, now);
        }
    }

    @Override
    public Optional<byte[]> value(String account) {
        return book.find(new Sender(account)).map(StateForm::of);
    }

    @Override
    public Iterable<String> keys() {
        return Iterables.transform(book.senders(), Sender::account);
    }
}
