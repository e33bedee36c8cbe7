/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.util.Optional;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;

/**
 * A connection of its own on which messages of other servers come in. Nobody depends on it: without it more has to be
 * asked for. One that is lost comes back by itself, and a new one is opened when the way to Redis is.
 */
final class Hearing implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Hearing.class);

    private final Lines lines;
    private Optional<Wanted> wanted = Optional.empty();
    private Optional<StatefulConnection<byte[], byte[]>> open = Optional.empty();
    private boolean closed;

    private record Wanted(byte[] channel, Consumer<byte[]> hearer) {}

    Hearing(Lines lines) {
        this.lines = lines;
    }

    /** Has {@code hearer} hear {@code channel} from the next {@link #begin} on. */
    synchronized void of(byte[] channel, Consumer<byte[]> hearer) {
        wanted = Optional.of(new Wanted(channel, hearer));
    }

    /** Opens the connection, unless it is open or nobody wants to hear. */
    synchronized void begin() {
        if (wanted.isEmpty() || open.isPresent() || closed) {
            return;
        }
        try {
            open = Optional.of(lines.hear(wanted.get().channel(), wanted.get().hearer()));
        } catch (RedisException e) {
            LOGGER.info("what other servers write is not heard for now: {}", e.getMessage());
        }
    }

    /** Gives the connection up. */
    synchronized void end() {
        open.ifPresent(StatefulConnection::closeAsync);
        open = Optional.empty();
    }

    @Override
    public synchronized void close() {
        closed = true;
        end();
    }
}
