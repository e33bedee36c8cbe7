/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.mesura.store.StoreTimes;

/** A link of which each call is timed. */
final class TimedLink implements RedisLink {
    private final RedisLink inner;
    private final StoreTimes times;

    TimedLink(RedisLink inner, StoreTimes times) {
        this.inner = inner;
        this.times = times;
    }

    @Override
    public List<Object> call(Script script, List<byte[]> keys, List<byte[]> arguments) throws StoreUnavailable {
        StoreTimes.Span span = times.begin();
        try {
            List<Object> reply = inner.call(script, keys, arguments);
            span.done();
            return reply;
        } catch (StoreUnavailable e) {
            span.failed();
            throw e;
        }
    }

    @Override
    public CompletionStage<List<Object>> begin(Script script, List<byte[]> keys, List<byte[]> arguments) {
        StoreTimes.Span span = times.begin();
        return inner.begin(script, keys, arguments).whenComplete((reply, fault) -> {
            if (fault == null) {
                span.done();
            } else {
                span.failed();
            }
        });
    }

    @Override
    public void hear(byte[] channel, Consumer<byte[]> hearer) {
        inner.hear(channel, hearer);
    }

    @Override
    public byte[] key(String name) {
        return inner.key(name);
    }

    @Override
    public Instant now(Instant here) {
        return inner.now(here);
    }

    @Override
    public void close() {
        inner.close();
    }
}
