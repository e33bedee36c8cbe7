/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.netty.resolver.DefaultAddressResolverGroup;

/**
 * Opens {@link Line}s to an institution's Redis, whatever its topology. A connection that is lost comes back by itself;
 * until then nothing waits for it, for what is sent is refused at once, and no more than {@link #MOST_UNANSWERED} calls
 * wait for replies.
 */
final class Lines implements AutoCloseable {
    private static final int MOST_UNANSWERED = 1_000;
    private static final int THREADS = 2;
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final RedisServers servers;
    private final ClientResources resources;
    private final AbstractRedisClient client;

    Lines(RedisServers servers) {
        this.servers = servers;
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                // names are resolved as James does, by Java
                .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
                .reconnectDelay(Delay.exponential(10, 1_000, TimeUnit.MILLISECONDS, 2))
                .build();
        servers.urls().forEach(this::prepare);
        this.client = servers.topology() == RedisServers.Topology.CLUSTER ? cluster() : single();
    }

    /** Opens a line; waits, as long as a connection may take to each server asked. */
    Line open() {
        return switch (servers.topology()) {
            case STANDALONE, SENTINEL -> {
                StatefulRedisConnection<byte[], byte[]> connection =
                        ((RedisClient) client).connect(ByteArrayCodec.INSTANCE, url());
                yield new Line(connection, connection.async());
            }
            case MASTER_REPLICA -> {
                StatefulRedisMasterReplicaConnection<byte[], byte[]> connection =
                        MasterReplica.connect((RedisClient) client, ByteArrayCodec.INSTANCE, servers.urls());
                connection.setReadFrom(ReadFrom.UPSTREAM);
                yield new Line(connection, connection.async());
            }
            case CLUSTER -> {
                // the servers may have changed altogether since the last line was lost
                ((RedisClusterClient) client).refreshPartitions();
                StatefulRedisClusterConnection<byte[], byte[]> connection =
                        ((RedisClusterClient) client).connect(ByteArrayCodec.INSTANCE);
                yield new Line(connection, connection.async());
            }
        };
    }

    /** Opens a line on which {@code hearer} gets each message of {@code channel}; waits as {@link #open} does. */
    StatefulConnection<byte[], byte[]> hear(byte[] channel, Consumer<byte[]> hearer) {
        StatefulRedisPubSubConnection<byte[], byte[]> connection = servers.topology() == RedisServers.Topology.CLUSTER
                ? ((RedisClusterClient) client).connectPubSub(ByteArrayCodec.INSTANCE)
                // what the master is told each replica tells, too
                : ((RedisClient) client).connectPubSub(ByteArrayCodec.INSTANCE, url());
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(byte[] from, byte[] message) {
                hearer.accept(message);
            }
        });
        connection.async().subscribe(channel);
        return connection;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS);
    }

    private RedisURI url() {
        return servers.urls().get(0);
    }

    private void prepare(RedisURI url) {
        url.setTimeout(servers.timeout());
    }

    private RedisClient single() {
        RedisClient single = RedisClient.create(resources);
        ClientOptions.Builder options = ClientOptions.builder();
        fill(options);
        single.setOptions(options.build());
        return single;
    }

    private RedisClusterClient cluster() {
        RedisClusterClient cluster = RedisClusterClient.create(resources, servers.urls());
        ClusterClientOptions.Builder options = ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .enablePeriodicRefresh(REFRESH)
                        .build());
        fill(options);
        cluster.setOptions(options.build());
        return cluster;
    }

    private void fill(ClientOptions.Builder options) {
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_UNANSWERED)
                // one reply form for every server and proxy, and no HELLO that an ACL might forbid
                .protocolVersion(ProtocolVersion.RESP2)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(servers.timeout())
                        .keepAlive(true)
                        .build())
                .sslOptions(ssl());
    }

    private SslOptions ssl() {
        SslOptions.Builder ssl = SslOptions.builder().jdkSslProvider().handshakeTimeout(servers.timeout());
        servers.trusted().ifPresent(file -> ssl.trustManager(file.toFile()));
        return ssl.build();
    }
}
