/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.faulty;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.mesura.policy.Cap;
import org.mesura.policy.Measure;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.Change;
import org.mesura.review.Request;
import org.mesura.review.Ruling;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;

final class FaultyAccountBook implements AccountBook {
    @Override
    public Ruling decide(Request request, Instant now) {
        throw broken();
    }

    @Override
    public <T> T change(Sender sender, Change<T> change, Instant now) {
        throw broken();
    }

    @Override
    public Optional<Ruling> glance(Request request, Instant now) {
        throw broken();
    }

    @Override
    public Optional<AccountState> glance(Sender sender) {
        throw broken();
    }

    @Override
    public Optional<AccountState> find(Sender sender) {
        throw broken();
    }

    @Override
    public void forget(Sender sender) {
        throw broken();
    }

    @Override
    public void rename(Sender from, Sender to, Instant now) {
        throw broken();
    }

    @Override
    public ImmutableList<Ranked> top(Measure measure, Duration window, int most, Instant now) {
        throw broken();
    }

    @Override
    public LimitUsage usage(Cap cap, Instant now) {
        throw broken();
    }

    @Override
    public void walk(BiConsumer<Sender, AccountState> reader) {
        throw broken();
    }

    @Override
    public CapRecord charged(Cap cap) {
        throw broken();
    }

    @Override
    public void restore(Cap cap, CapRecord kept) {
        throw broken();
    }

    private static IllegalStateException broken() {
        return new IllegalStateException("the ledger is broken");
    }
}
