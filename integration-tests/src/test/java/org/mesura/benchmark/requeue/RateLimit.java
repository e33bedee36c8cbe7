/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark.requeue;

import java.time.Duration;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

import com.google.common.collect.ImmutableSet;

import es.moki.ratelimitj.core.limiter.request.RequestLimitRule;
import es.moki.ratelimitj.core.limiter.request.RequestRateLimiter;
import es.moki.ratelimitj.inmemory.request.InMemorySlidingWindowRequestRateLimiter;

/**
 * What James's {@code PerSenderRateLimit} does with mail, in memory: as many messages of an envelope sender as {@code count}
 * says within {@code seconds}, and what is more goes to processor {@code exceededProcessor}. With {@code precision}, in
 * seconds, its window slides in steps as long; without, as James leaves it, it is as coarse as it is long.
 */
public final class RateLimit extends GenericMailet {
    private RequestRateLimiter limiter;
    private String exceeded;

    @Override
    public void init() {
        Duration window = Duration.ofSeconds(Long.parseLong(getInitParameter("seconds")));
        RequestLimitRule rule = RequestLimitRule.of(window, Long.parseLong(getInitParameter("count")));
        String precision = getInitParameter("precision", "");
        limiter = new InMemorySlidingWindowRequestRateLimiter(ImmutableSet.of(
                precision.isEmpty() ? rule : rule.withPrecision(Duration.ofSeconds(Long.parseLong(precision)))));
        exceeded = getInitParameter("exceededProcessor");
    }

    @Override
    public void service(Mail mail) {
        mail.getMaybeSender().asOptional().ifPresent(sender -> {
            if (limiter.overLimitWhenIncremented(sender.asString())) {
                mail.setState(exceeded);
            }
        });
    }
}
