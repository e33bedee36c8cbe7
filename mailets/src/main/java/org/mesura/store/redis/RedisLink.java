/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The way to the institution's Redis, whatever its topology. Each call is one round trip and one atomic step there, for
 * all keys share one hash tag; none takes longer than the timeout, and while Redis is known to be away each fails at
 * once.
 */
interface RedisLink extends AutoCloseable {
    /**
     * Runs {@code script} and waits for its reply.
     *
     * @param keys the keys that it touches, all of them made by {@link #key}
     * @return the elements of the reply, which every script gives as an array: {@code byte[]} for a string, {@code Long}
     *     for a number, {@code List} for an array within it, {@code null} for nothing
     * @throws StoreUnavailable if there was no reply in time; the script may have run all the same
     */
    List<Object> call(Script script, List<byte[]> keys, List<byte[]> arguments) throws StoreUnavailable;

    /** As {@link #call}, without waiting; completes with {@link StoreUnavailable} where that would throw it. */
    CompletionStage<List<Object>> begin(Script script, List<byte[]> keys, List<byte[]> arguments);

    /**
     * Gives {@code hearer} each message of {@code channel} from now on, as soon as there is a connection for it. Some may be
     * lost, and it must not wait for anything.
     */
    void hear(byte[] channel, Consumer<byte[]> hearer);

    /** The key of that name: with the institution's hash tag before it, as in {@code {mesura}:account:ana@a.example}. */
    byte[] key(String name);

    /** What Redis's own clock shows when this server's shows {@code here}, by the offset measured last. */
    Instant now(Instant here);

    @Override
    void close();
}
