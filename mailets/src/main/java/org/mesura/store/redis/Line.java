/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/**
 * An open connection, of whichever topology.
 *
 * @param connection the connection, which reconnects by itself; what is sent meanwhile fails at once
 * @param commands what can be said on it
 */
record Line(StatefulConnection<byte[], byte[]> connection, RedisClusterAsyncCommands<byte[], byte[]> commands) {
    /** Closes it without waiting. */
    void close() {
        connection.closeAsync();
    }
}
