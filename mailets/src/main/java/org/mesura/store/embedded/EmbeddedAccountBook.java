/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.mesura.policy.Cap;
import org.mesura.policy.Measure;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.Change;
import org.mesura.review.Request;
import org.mesura.review.Ruling;
import org.mesura.review.Timing;
import org.mesura.store.format.CapForm;
import org.mesura.store.format.StateForm;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;

/**
 * An {@link AccountBook} that outlives a restart: a {@link MemoryAccountBook} that an {@link EmbeddedStore} keeps, in the
 * maps {@code accounts} (by account) and {@code caps} (by the cap's name), in the forms of {@link StateForm} and {@link
 * CapForm}. A killed process forgets at most the last second.
 *
 * <p>Accounts that rest longer than any window leave the file: while others are reviewed, and at the start. What a file
 * that was locked at the start turns out to hold is joined to what was decided meanwhile; an account that was forgotten
 * or renamed in that time comes back.
 */
public final class EmbeddedAccountBook implements AccountBook {
    private final MemoryAccountBook book;

    /**
     * A book of what {@code store} holds; to be made once for a store.
     *
     * @param timing at which instants changes are run
     */
    public EmbeddedAccountBook(EmbeddedStore store, InstantSource clock, Timing timing) {
        StoredMap accounts = store.map("accounts");
        StoredMap caps = store.map("caps");
        this.book = new MemoryAccountBook(
                new MemoryAccountBook.Listener() {
                    @Override
                    public void accountChanged(Sender sender) {
                        accounts.changed(sender.account());
                    }

                    @Override
                    public void capChanged(String cap) {
                        caps.changed(cap);
                    }
                },
                timing);
        accounts.keep(new KeptAccounts(book, accounts::changed, clock));
        caps.keep(new KeptCaps(book));
    }

    @Override
    public Ruling decide(Request request, Instant now) {
        return book.decide(request, now);
    }

    @Override
    public <T> T change(Sender sender, Change<T> change, Instant now) {
        return book.change(sender, change, now);
    }

    @Override
    public Optional<Ruling> glance(Request request, Instant now) {
        return book.glance(request, now);
    }

    @Override
    public Optional<AccountState> glance(Sender sender) {
        return book.glance(sender);
    }

    @Override
    public Optional<AccountState> find(Sender sender) {
        return book.find(sender);
    }

    @Override
    public void forget(Sender sender) {
        book.forget(sender);
    }

    @Override
    public void rename(Sender from, Sender to, Instant now) {
        book.rename(from, to, now);
    }

    @Override
    public ImmutableList<Ranked> top(Measure measure, Duration window, int most, Instant now) {
        return book.top(measure, window, most, now);
    }

    @Override
    public LimitUsage usage(Cap cap, Instant now) {
        return book.usage(cap, now);
    }

    @Override
    public void walk(BiConsumer<Sender, AccountState> reader) {
        book.walk(reader);
    }

    @Override
    public CapRecord charged(Cap cap) {
        return book.charged(cap);
    }

    @Override
    public void restore(Cap cap, CapRecord kept) {
        book.restore(cap, kept);
    }
}
