/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.google.common.collect.ImmutableList;

import es.moki.ratelimitj.core.limiter.request.RequestLimitRule;
import es.moki.ratelimitj.core.limiter.request.RequestRateLimiter;
import es.moki.ratelimitj.core.time.TimeSupplier;
import es.moki.ratelimitj.inmemory.request.InMemorySlidingWindowRequestRateLimiter;
import reactor.core.publisher.Mono;

/**
 * RateLimitJ's sliding window in memory, the engine beneath James's own rate limiter, set up as James does it: a limiter
 * for each measure. Without a precision, which James leaves to the administrator, its window is as coarse as it is long and
 * grants up to twice the limit: the quickest RateLimitJ there is. With one its window slides.
 */
final class SlidingWindow implements Engine {
    private final SetTime time = new SetTime();
    private final ImmutableList<Measured> limiters;

    private record Measured(RequestRateLimiter limiter, int weight) {}

    private static final int SLICES = 60;

    private final boolean slides;

    private SlidingWindow(List<Rule> rules, boolean slides) {
        this.slides = slides;
        this.limiters = Arrays.stream(Counted.values())
                .map(counted -> new Measured(limiter(Rule.of(counted, rules)), counted.weight()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Rules as James makes them when its configuration says no more than a limit and its duration. */
    static SlidingWindow unsaid(List<Rule> rules) {
        return new SlidingWindow(rules, false);
    }

    /** Windows that slide, in steps of a sixtieth. */
    static SlidingWindow sliding(List<Rule> rules) {
        return new SlidingWindow(rules, true);
    }

    @Override
    public Work ready(Charges charges) {
        String[] accounts = charges.accounts().toArray(String[]::new);
        long[] millis = charges.millis().toArray();
        return () -> {
            int granted = 0;
            for (int charge = 0; charge < accounts.length; charge++) {
                time.seconds = millis[charge] / 1_000;
                if (isGranted(accounts[charge])) {
                    granted++;
                }
            }
            return granted;
        };
    }

    private boolean isGranted(String account) {
        for (Measured measured : limiters) {
            if (measured.limiter().overLimitWhenIncremented(account, measured.weight())) {
                return false;
            }
        }
        return true;
    }

    private RequestRateLimiter limiter(List<Rule> rules) {
        return new InMemorySlidingWindowRequestRateLimiter(
                rules.stream().map(this::rule).collect(toUnmodifiableSet()), time);
    }

    private RequestLimitRule rule(Rule rule) {
        RequestLimitRule plain = RequestLimitRule.of(rule.window(), rule.quantity());
        return slides ? plain.withPrecision(rule.window().dividedBy(SLICES)) : plain;
    }

    private static final class SetTime implements TimeSupplier {
        private long seconds;

        @Override
        public long get() {
            return seconds;
        }

        @Override
        @SuppressWarnings("deprecation") // the interface still asks for it
        public CompletionStage<Long> getAsync() {
            return CompletableFuture.completedFuture(seconds);
        }

        @Override
        public Mono<Long> getReactive() {
            return Mono.just(seconds);
        }
    }
}
