/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.mesura.hold.Leases;
import org.mesura.store.memory.LocalLeases;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

/**
 * Leases among several servers. A lease is taken among the threads of this one first; while Redis is away that alone
 * decides, for mail must not wait for Redis. What a lease guards lies with the server that held it, so there is nobody
 * else to be at it, but for a repository that servers share: of that, a mail may go out twice then.
 */
public final class RedisLeases implements Leases {
    private static final Script TAKE = Script.of("lease.lua");
    private static final Script GIVE_BACK = Script.ofText(
            "if redis.call('HGET', KEYS[1], 'by') == ARGV[1] then return {redis.call('DEL', KEYS[1])} end return {0}");

    private final RedisLink link;
    private final LocalLeases local = new LocalLeases();
    /** By what name we have each lease. */
    private final Map<SubmissionId, String> ours = new ConcurrentHashMap<>();

    RedisLeases(RedisLink link) {
        this.link = link;
    }

    @Override
    public boolean take(SubmissionId id, Instant now, Instant until) {
        if (!local.take(id, now, until)) {
            return false;
        }
        String token = UUID.randomUUID().toString();
        boolean taken = takeInRedis(id, now, until, token);
        if (taken) {
            ours.put(id, token);
        } else {
            local.giveBack(id);
        }
        return taken;
    }

    @Override
    public void giveBack(SubmissionId id) {
        Optional.ofNullable(ours.remove(id)).ifPresent(token -> giveBackInRedis(id, token));
        local.giveBack(id);
    }

    private boolean takeInRedis(SubmissionId id, Instant now, Instant until, String token) {
        try {
            return link.call(
                            TAKE,
                            ImmutableList.of(key(id)),
                            ImmutableList.of(
                                    Octets.micros(now),
                                    Octets.micros(until),
                                    Octets.of(Math.max(
                                            1, Duration.between(now, until).toMillis())),
                                    Octets.of(token)))
                    .get(0)
                    .equals(1L);
        } catch (StoreUnavailable away) {
            return true;
        }
    }

    private void giveBackInRedis(SubmissionId id, String token) {
        try {
            link.call(GIVE_BACK, ImmutableList.of(key(id)), ImmutableList.of(token.getBytes(UTF_8)));
        } catch (StoreUnavailable away) {
            // it ends by itself
        }
    }

    private byte[] key(SubmissionId id) {
        return link.key("lease:" + id.value());
    }
}
