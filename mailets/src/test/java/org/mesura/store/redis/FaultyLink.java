/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

import com.google.common.collect.ImmutableList;

/** A link that can be made to fail as links do. */
final class FaultyLink implements RedisLink {
    private final RedisLink inner;
    private volatile Fault fault = Fault.NONE;
    private volatile Function<byte[], List<byte[]>> ears = ImmutableList::of;

    enum Fault {
        NONE,
        /** Nothing arrives. */
        AWAY,
        /** What is asked is done, and the reply is lost. */
        DEAF,
        /** What comes back is the reply to something else. */
        CONFUSED,
        /** As {@link #DEAF} once, and nothing arrives from then on. */
        DEAF_ONCE
    }

    FaultyLink(RedisLink inner) {
        this.inner = inner;
    }

    void fails(Fault other) {
        fault = other;
    }

    @Override
    public List<Object> call(Script script, List<byte[]> keys, List<byte[]> arguments) throws StoreUnavailable {
        var now = fault;
        if (now == Fault.AWAY) {
            throw lost();
        }
        var reply = inner.call(script, keys, arguments);
        if (now == Fault.NONE) {
            return reply;
        }
        fault = now == Fault.DEAF_ONCE ? Fault.AWAY : now;
        throw lost();
    }

    @Override
    public CompletionStage<List<Object>> begin(Script script, List<byte[]> keys, List<byte[]> arguments) {
        var now = fault;
        if (now == Fault.AWAY) {
            return CompletableFuture.failedStage(lost());
        }
        var reply = inner.begin(script, keys, arguments);
        if (now == Fault.NONE) {
            return reply;
        }
        if (now == Fault.CONFUSED) {
            return reply.thenApply(right -> List.of(1L));
        }
        fault = now == Fault.DEAF_ONCE ? Fault.AWAY : now;
        return reply.thenCompose(unheard -> CompletableFuture.failedStage(lost()));
    }

    private static StoreUnavailable lost() {
        return new StoreUnavailable("a test lost it", new IOException());
    }

    /** Whether it hears nothing of what other servers write. */
    void isDeaf(boolean deaf) {
        ears = deaf ? message -> ImmutableList.of() : ImmutableList::of;
    }

    /** Loses, repeats and delays what other servers write, as {@code seed} draws. */
    void mishears(long seed) {
        Random random = new Random(seed);
        List<byte[]> late = new ArrayList<>();
        ears = message -> {
            late.add(message);
            List<byte[]> heard = new ArrayList<>();
            while (!late.isEmpty() && random.nextInt(3) > 0) {
                byte[] one = late.get(random.nextInt(late.size()));
                heard.add(one);
                if (random.nextInt(4) > 0) {
                    late.remove(one);
                }
            }
            return heard;
        };
    }

    @Override
    public void hear(byte[] channel, Consumer<byte[]> hearer) {
        inner.hear(channel, message -> ears.apply(message).forEach(hearer));
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
