/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import com.google.common.collect.ImmutableList;

import io.lettuce.core.RedisURI;
import io.lettuce.core.StaticCredentialsProvider;

/**
 * Where an institution's Redis is and how it is spoken to. A password is part of the URL, and never of what {@link
 * #toString} says.
 *
 * @param topology how the servers stand to each other
 * @param urls where the servers are
 * @param trusted a file with the certificates (PEM) by which the servers are known under TLS; those of Java if empty
 * @param name of the institution, for several in one Redis; empty if it has none
 * @param timeout how long a call may last
 */
public record RedisServers(
        Topology topology, ImmutableList<RedisURI> urls, Optional<Path> trusted, String name, Duration timeout) {
    /** How the servers stand to each other; named as in James's {@code redis.properties}. */
    public enum Topology {
        /** One server. */
        STANDALONE,
        /** One server and its replicas, all named; nobody but an administrator changes which is which. */
        MASTER_REPLICA,
        /** Sentinels that know which server is the master. */
        SENTINEL,
        /** A cluster; all that we keep is in one of its slots. */
        CLUSTER
    }

    /** One server at {@code url}, as in {@code redis://127.0.0.1:6379}. */
    static RedisServers at(String url, Duration timeout) {
        return new RedisServers(Topology.STANDALONE, ImmutableList.of(url(url)), Optional.empty(), "", timeout);
    }

    /**
     * A server's URL, as Lettuce reads them: {@code redis://user:password@host:6379}, with TLS {@code rediss://}, of
     * sentinels {@code redis-sentinel://host:26379,host:26379?sentinelMasterId=name}.
     *
     * @throws IllegalArgumentException if it is none; its message has no part of {@code text}, which may hold a password
     */
    public static RedisURI url(String text) {
        try {
            return RedisURI.create(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a URL of Redis");
        }
    }

    /** Has {@code sentinels} asked with a password of their own. */
    public static void setSentinelPassword(RedisURI sentinels, String password) {
        StaticCredentialsProvider credentials = new StaticCredentialsProvider(null, password.toCharArray());
        sentinels.getSentinels().forEach(sentinel -> sentinel.setCredentialsProvider(credentials));
    }

    /** What every key begins with: one hash tag, so that a cluster keeps all of it together. */
    String tag() {
        return name.isEmpty() ? "{mesura}" : "{mesura:" + name + "}";
    }
}
