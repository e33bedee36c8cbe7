/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.base.Throwables;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;

/**
 * The way to Redis through Lettuce, behind a circuit breaker.
 *
 * <p>The first call that gets no reply in time, or finds no connection, opens the breaker: from then on every call fails
 * at once. So Redis delays no mail by more than one timeout, whatever becomes of it. A thread of its own asks for the way
 * back, at once and then each {@link #PROBE}, over the same connection first and over a new one if that does not answer;
 * so it finds a new master, and a way around a dead host that never said good-bye. An answer closes the breaker. No mail
 * ever serves as the probe, and none waits for a connection, not even the first. The same thread measures the offset of
 * Redis's clock whenever the breaker closes, and each {@link #MINUTE}.
 *
 * <p>An error that the script itself brought about is the caller's alone and opens nothing.
 */
final class LettuceLink implements RedisLink {
    private static final Logger LOGGER = LoggerFactory.getLogger(LettuceLink.class);
    private static final Duration PROBE = Duration.ofMillis(500);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** For how long the start waits for the first connection to come about or fail. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final RedisServers servers;
    private final Lines lines;
    private final ClockOffset clock;
    private final Breaker breaker = new Breaker();
    /** Empty until there is one, and after it did not answer. */
    private final AtomicReference<Optional<Line>> line = new AtomicReference<>(Optional.empty());

    private final Hearing hearing;
    /** Whether a probe is to come. */
    private final AtomicBoolean awaited = new AtomicBoolean();

    private final CountDownLatch tried = new CountDownLatch(1);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mesura-redis");
        thread.setDaemon(true);
        return thread;
    });

    private LettuceLink(RedisServers servers, InstantSource clock) {
        this.servers = servers;
        this.lines = new Lines(servers);
        this.hearing = new Hearing(lines);
        this.clock = new ClockOffset(clock);
    }

    /** Opens the way; without Redis it is open too, and every call fails until Redis is there. */
    static LettuceLink open(RedisServers servers, InstantSource clock) {
        LettuceLink link = new LettuceLink(servers, clock);
        link.probeIn(Duration.ZERO);
        link.watch.scheduleWithFixedDelay(
                () -> link.probeIn(Duration.ZERO), MINUTE.toMillis(), MINUTE.toMillis(), TimeUnit.MILLISECONDS);
        link.awaitFirstTry();
        return link;
    }

    @Override
    public List<Object> call(Script script, List<byte[]> keys, List<byte[]> arguments) throws StoreUnavailable {
        Optional<Line> now = line.get();
        Optional<Throwable> away = breaker.away();
        if (away.isPresent() || now.isEmpty()) {
            throw away(away);
        }
        return ran(now.get(), script, keys.toArray(byte[][]::new), arguments.toArray(byte[][]::new));
    }

    /** As {@link #run} and waits: by the caller's own clock, for a timer costs more than the call. */
    private List<Object> ran(Line on, Script script, byte[][] keys, byte[][] arguments) throws StoreUnavailable {
        long end = System.nanoTime() + servers.timeout().toNanos();
        RedisFuture<List<Object>> reply = null;
        try {
            reply = on.commands().evalsha(script.digest(), ScriptOutputType.MULTI, keys, arguments);
            try {
                return reply.get(servers.timeout().toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                if (!(Throwables.getRootCause(e) instanceof RedisNoScriptException)) {
                    throw e;
                }
                reply = on.commands().eval(script.text().getBytes(UTF_8), ScriptOutputType.MULTI, keys, arguments);
                return reply.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException e) {
            throw failed(on, e.getCause());
        } catch (TimeoutException | RedisException e) {
            if (reply != null) {
                // not to be sent any more, if it was not yet
                reply.cancel(true);
            }
            throw failed(on, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while Redis was asked", e);
        }
    }

    private static StoreUnavailable away(Optional<Throwable> why) {
        return new StoreUnavailable("Redis is away", why.orElseGet(() -> new IllegalStateException("no connection")));
    }

    @Override
    public CompletionStage<List<Object>> begin(Script script, List<byte[]> keys, List<byte[]> arguments) {
        Optional<Line> now = line.get();
        Optional<Throwable> away = breaker.away();
        if (away.isPresent() || now.isEmpty()) {
            return CompletableFuture.failedFuture(away(away));
        }
        return run(now.get(), script, keys, arguments);
    }

    @Override
    public void hear(byte[] channel, Consumer<byte[]> hearer) {
        hearing.of(channel, hearer);
        probeIn(Duration.ZERO);
    }

    @Override
    public byte[] key(String name) {
        return (servers.tag() + ":" + name).getBytes(UTF_8);
    }

    @Override
    public Instant now(Instant here) {
        return clock.correct(here);
    }

    /** What Redis's clock shows. */
    InstantSource clock() {
        return clock;
    }

    /** Why Redis is away and since when; empty if it is not. */
    Optional<String> fault() {
        return breaker.fault();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        line.getAndSet(Optional.empty()).ifPresent(Line::close);
        hearing.close();
        lines.close();
    }

    private CompletionStage<List<Object>> run(Line on, Script script, List<byte[]> keys, List<byte[]> arguments) {
        byte[][] keyArray = keys.toArray(byte[][]::new);
        byte[][] argumentArray = arguments.toArray(byte[][]::new);
        RedisFuture<List<Object>> first;
        try {
            first = on.commands().evalsha(script.digest(), ScriptOutputType.MULTI, keyArray, argumentArray);
        } catch (RedisException fault) {
            return CompletableFuture.failedFuture(failed(on, fault));
        }
        CompletableFuture<List<Object>> reply = first.toCompletableFuture()
                .exceptionallyCompose(fault -> Throwables.getRootCause(fault) instanceof RedisNoScriptException
                        ? on.commands()
                                .<List<Object>>eval(
                                        script.text().getBytes(UTF_8), ScriptOutputType.MULTI, keyArray, argumentArray)
                        : CompletableFuture.failedStage(fault))
                .orTimeout(servers.timeout().toMillis(), TimeUnit.MILLISECONDS);
        return reply.exceptionallyCompose(fault -> {
            // not to be sent any more, if it was not yet
            first.cancel(true);
            return CompletableFuture.failedStage(failed(on, fault));
        });
    }

    private StoreUnavailable failed(Line on, Throwable fault) {
        Throwable why = fault instanceof CompletionException wrapped ? wrapped.getCause() : fault;
        // what was asked on a line given up since says nothing of the present one
        if (line.get().filter(on::equals).isPresent()) {
            if (isOfScript(why)) {
                probeIn(PROBE);
            } else {
                away(why);
            }
        }
        return new StoreUnavailable("Redis did not answer: " + words(why), why);
    }

    private void away(Throwable why) {
        if (breaker.open(why)) {
            LOGGER.warn("Redis is away; each server decides by itself meanwhile: {}", words(why));
            probeIn(Duration.ZERO);
        }
    }

    /** Older servers say so too where a script may not write, so a probe follows. */
    private static boolean isOfScript(Throwable why) {
        return why instanceof RedisCommandExecutionException error
                && (error.getMessage().startsWith("ERR ") || error.getMessage().startsWith("WRONGTYPE "));
    }

    private static String words(Throwable why) {
        return why.getClass().getSimpleName() + ": " + why.getMessage();
    }

    private void awaitFirstTry() {
        try {
            tried.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has the way back looked for, unless that is to be done anyway. */
    private void probeIn(Duration delay) {
        if (awaited.compareAndSet(false, true)) {
            try {
                watch.schedule(this::probe, delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                // nobody waits for Redis any more
            }
        }
    }

    private void probe() {
        awaited.set(false);
        try {
            Line asked = line.get().orElseGet(this::connect);
            clock.measure((script, keys) -> ask(asked, script, keys), key("clock"));
            if (breaker.close()) {
                LOGGER.info("Redis answers");
            }
            hearing.begin();
        } catch (StoreUnavailable | RuntimeException | LinkageError fault) {
            away(fault);
            // not again on this one: its host may be dead, or not be the master any more
            line.getAndSet(Optional.empty()).ifPresent(Line::close);
            hearing.end();
            probeIn(PROBE);
        } finally {
            tried.countDown();
        }
    }

    private Line connect() {
        Line opened = lines.open();
        line.set(Optional.of(opened));
        return opened;
    }

    private List<Object> ask(Line asked, Script script, List<byte[]> keys) throws StoreUnavailable {
        return ran(asked, script, keys.toArray(byte[][]::new), new byte[0][]);
    }
}
