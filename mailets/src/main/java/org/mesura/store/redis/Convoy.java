/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;

/**
 * The calls of {@code account.lua}, several at a time. What comes while two are on their way waits for one of them to come
 * back and then travels together: so the busier the server, the fewer round trips and wake-ups a review takes, and one
 * that comes alone waits for nothing.
 *
 * <p>No call waits longer than the link's timeout: if what is on its way does not come back, Redis is away, and then what
 * waits fails at once.
 */
final class Convoy {
    private static final Script SCRIPT = Script.of("account.lua");
    /** How many calls are on their way at most. */
    private static final int WAYS = 2;
    /** How many accounts travel together at most. */
    private static final int MOST = 32;

    private static final Long WRONG = 2L;

    private final RedisLink link;
    private final List<byte[]> keys;
    private final List<byte[]> arguments;
    private final Supplier<byte[]> fresh;
    private final Queue<Traveller> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore ways = new Semaphore(WAYS);

    /** What each of the latest calls takes of it. */
    private static final int SHARE = 8;

    private volatile long usual;

    private record Traveller(List<byte[]> keys, List<byte[]> arguments, CompletableFuture<List<Object>> reply) {}

    /**
     * @param keys that all have in common
     * @param arguments that all have in common
     * @param fresh what they have in common after these, a fresh one for each call
     */
    Convoy(RedisLink link, List<byte[]> keys, List<byte[]> arguments, Supplier<byte[]> fresh) {
        this.link = link;
        this.keys = ImmutableList.copyOf(keys);
        this.arguments = ImmutableList.copyOf(arguments);
        this.fresh = fresh;
    }

    /**
     * The reply for one account.
     *
     * @param of the account's key and each cap's
     * @throws StoreUnavailable if there was none in time; it may have been written all the same
     */
    List<Object> call(List<byte[]> of, List<byte[]> said) throws StoreUnavailable {
        try {
            return begin(of, said).get();
        } catch (ExecutionException e) {
            Throwables.throwIfInstanceOf(e.getCause(), StoreUnavailable.class);
            throw new StoreUnavailable("Redis did not answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while Redis was asked", e);
        }
    }

    /** As {@link #call}, without waiting. */
    CompletableFuture<List<Object>> begin(List<byte[]> of, List<byte[]> said) {
        Traveller traveller = new Traveller(of, said, new CompletableFuture<>());
        waiting.add(traveller);
        depart();
        return traveller.reply();
    }

    /** How long a call takes of late. */
    Duration usual() {
        return Duration.ofNanos(usual);
    }

    private void depart() {
        while (!waiting.isEmpty() && ways.tryAcquire()) {
            List<Traveller> together = together();
            if (together.isEmpty()) {
                ways.release();
            } else {
                long begun = System.nanoTime();
                send(together).whenComplete((replies, fault) -> {
                    // one of two that come back at once may be left out
                    usual += (System.nanoTime() - begun - usual) / SHARE;
                    ways.release();
                    try {
                        depart();
                    } finally {
                        arrive(together, replies, fault);
                    }
                });
            }
        }
    }

    private List<Traveller> together() {
        List<Traveller> together = new ArrayList<>();
        for (Traveller next = waiting.poll(); next != null; next = together.size() < MOST ? waiting.poll() : null) {
            together.add(next);
        }
        return together;
    }

    private CompletionStage<List<Object>> send(List<Traveller> together) {
        List<byte[]> allKeys = new ArrayList<>(keys);
        List<byte[]> allArguments = new ArrayList<>(arguments);
        allArguments.add(fresh.get());
        for (Traveller traveller : together) {
            allKeys.addAll(traveller.keys());
            allArguments.addAll(traveller.arguments());
        }
        try {
            return link.begin(SCRIPT, allKeys, allArguments);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(new StoreUnavailable("Redis could not be asked", e));
        }
    }

    private static void arrive(List<Traveller> together, List<Object> replies, Throwable fault) {
        int at = 0;
        for (Traveller traveller : together) {
            if (fault != null) {
                traveller.reply().completeExceptionally(unwrapped(fault));
                continue;
            }
            try {
                int follow = Math.toIntExact((long) replies.get(at));
                arrive(traveller.reply(), replies.subList(at + 1, at + 1 + follow));
                at += 1 + follow;
            } catch (RuntimeException e) {
                // whatever answers so is no Redis of ours; nobody may wait for ever
                traveller.reply().completeExceptionally(new StoreUnavailable("Redis answered what was not asked", e));
                at = replies.size();
            }
        }
    }

    private static Throwable unwrapped(Throwable fault) {
        return fault instanceof CompletionException ? fault.getCause() : fault;
    }

    private static void arrive(CompletableFuture<List<Object>> reply, List<?> found) {
        if (found.get(0).equals(WRONG)) {
            String why = Wire.text(found.get(1));
            reply.completeExceptionally(new StoreUnavailable(
                    "an account in Redis is not as it should be: " + why, new IllegalStateException(why)));
        } else {
            reply.complete(new ArrayList<>(found));
        }
    }
}
