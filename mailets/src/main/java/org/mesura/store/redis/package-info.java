/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * Keeps state in Redis (or Valkey) for several servers: each decides with the same function as one server alone does, and
 * Redis sees to it that what they write follows on what they read.
 *
 * <p>{@link org.mesura.store.redis.RedisStore} is the door. {@link org.mesura.store.redis.RedisLink} is the way to Redis,
 * the account book and the notice log go it.
 *
 * <p>This room touches the ports and values, the stored forms, the store in memory (which stands in while Redis is away),
 * Lettuce with its Netty, which is the client, and slf4j.
 */
package org.mesura.store.redis;
