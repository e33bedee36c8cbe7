/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import org.mesura.store.redis.RedisServers;

/**
 * Redis as the place of counts.
 *
 * @param servers where it is
 * @param onStoreFailure what becomes of a submission while it is away
 * @param localFactor the percentage of its limits up to which an account may send through each server meanwhile
 */
public record RedisSettings(RedisServers servers, OnStoreFailure onStoreFailure, int localFactor) {
    /** What becomes of a submission while Redis is away. */
    public enum OnStoreFailure {
        /** Each server decides by what it knows. */
        LOCAL,
        /** So it is, and what finds no room meanwhile waits, whatever its policy says. */
        DEFER,
        /** All pass, and are counted when Redis is back. */
        PASS
    }
}
