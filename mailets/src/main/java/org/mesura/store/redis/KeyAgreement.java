/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import org.mesura.store.StoreHealth;
import org.mesura.submission.HashKey;

import com.google.common.collect.ImmutableList;

/**
 * Whether all servers hash under one key, as they must to know a recipient again whom another server counted. The first to
 * come leaves what its key makes of a constant, from which the key cannot be told; who comes later compares. It is kept
 * for a day after the last comparison, so that a new key can follow an old one.
 */
final class KeyAgreement implements StoreHealth {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Script COMPARE = Script.ofText("redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) "
            + "local first = redis.call('GET', KEYS[1]) "
            + "if first == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return {first}");

    private final RedisLink link;
    private final byte[] ours;

    KeyAgreement(RedisLink link, HashKey key) {
        this.link = link;
        this.ours = key.keyed()
                .hashString("the key of an institution", StandardCharsets.UTF_8)
                .asBytes();
    }

    @Override
    public Optional<String> fault() {
        try {
            byte[] first = (byte[]) link.call(
                            COMPARE,
                            ImmutableList.of(link.key("key")),
                            ImmutableList.of(ours, Octets.of(KEPT.toMillis())))
                    .get(0);
            return Arrays.equals(first, ours)
                    ? Optional.empty()
                    : Optional.of("var/mesura/key is not that of the other servers: copy theirs here and start again");
        } catch (StoreUnavailable away) {
            // which another part of the health check tells
            return Optional.empty();
        }
    }
}
