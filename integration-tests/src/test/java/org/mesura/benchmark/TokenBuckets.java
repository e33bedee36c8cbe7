/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.google.common.collect.ImmutableList;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;

/**
 * bucket4j's local buckets: for each account a bucket for each measure, with a bandwidth for each of its limits, refilled
 * greedily, without locks: its defaults.
 */
final class TokenBuckets implements Engine {
    private final SetTime time = new SetTime();
    private final ConcurrentMap<String, Bucket[]> accounts = new ConcurrentHashMap<>();
    private final ImmutableList<ImmutableList<Bandwidth>> bandwidths;
    private final int[] weights =
            Arrays.stream(Counted.values()).mapToInt(Counted::weight).toArray();

    private final boolean allOrNone;
    private long remaining;

    private TokenBuckets(List<Rule> rules, boolean allOrNone) {
        this.allOrNone = allOrNone;
        this.bandwidths = Arrays.stream(Counted.values())
                .map(counted -> bandwidths(Rule.of(counted, rules)))
                .collect(ImmutableList.toImmutableList());
    }

    /** Each bucket asked in turn, for yes or no; what one took stays taken when a later one refuses. */
    static TokenBuckets plain(List<Rule> rules) {
        return new TokenBuckets(rules, false);
    }

    /** As Mesura answers: all buckets are charged or none, and each says what remains of it. */
    static TokenBuckets allOrNone(List<Rule> rules) {
        return new TokenBuckets(rules, true);
    }

    @Override
    public Work ready(Charges charges) {
        String[] names = charges.accounts().toArray(String[]::new);
        long[] millis = charges.millis().toArray();
        return () -> {
            int granted = 0;
            for (int charge = 0; charge < names.length; charge++) {
                time.nanos = millis[charge] * 1_000_000;
                if (isGranted(names[charge])) {
                    granted++;
                }
            }
            return granted;
        };
    }

    private boolean isGranted(String account) {
        Bucket[] buckets = accounts.get(account);
        if (buckets == null) {
            buckets = accounts.computeIfAbsent(account, key -> buckets());
        }
        return allOrNone ? takesFromAll(buckets) : takesInTurn(buckets);
    }

    private boolean takesInTurn(Bucket[] buckets) {
        for (int measure = 0; measure < buckets.length; measure++) {
            if (!buckets[measure].tryConsume(weights[measure])) {
                return false;
            }
        }
        return true;
    }

    private boolean takesFromAll(Bucket[] buckets) {
        for (int measure = 0; measure < buckets.length; measure++) {
            ConsumptionProbe probe = buckets[measure].tryConsumeAndReturnRemaining(weights[measure]);
            remaining += probe.getRemainingTokens();
            if (!probe.isConsumed()) {
                for (int taken = 0; taken < measure; taken++) {
                    buckets[taken].addTokens(weights[taken]);
                }
                return false;
            }
        }
        return true;
    }

    private Bucket[] buckets() {
        return bandwidths.stream().map(this::bucket).toArray(Bucket[]::new);
    }

    private Bucket bucket(List<Bandwidth> limits) {
        LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(time);
        limits.forEach(builder::addLimit);
        return builder.build();
    }

    private static ImmutableList<Bandwidth> bandwidths(List<Rule> rules) {
        return rules.stream()
                .map(rule -> Bandwidth.builder()
                        .capacity(rule.quantity())
                        .refillGreedy(rule.quantity(), rule.window())
                        .build())
                .collect(ImmutableList.toImmutableList());
    }

    private static final class SetTime implements TimeMeter {
        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
