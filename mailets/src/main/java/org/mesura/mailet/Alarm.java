/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import javax.inject.Inject;
import javax.inject.Singleton;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where our own faults go: each is counted (metric {@code mesura.faults}), one a minute is logged with its trace, and
 * the mail goes on as the mailet's javadoc says.
 */
@Singleton
public final class Alarm {
    private static final Logger LOGGER = LoggerFactory.getLogger(Alarm.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Metric faults;
    private final AtomicLong count = new AtomicLong();
    private final AtomicReference<Instant> lastLogged = new AtomicReference<>(Instant.EPOCH);
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    @Inject
    Alarm(MetricFactory metrics) {
        this.faults = metrics.generate("mesura.faults");
    }

    /** Records that {@code what} failed at {@code now}. */
    void raise(String what, Throwable fault, Instant now) {
        faults.increment();
        count.incrementAndGet();
        last.set(now);
        Instant logged = lastLogged.get();
        if (!now.isBefore(logged.plus(QUIET)) && lastLogged.compareAndSet(logged, now)) {
            LOGGER.error("{} ({} faults since the start)", what, count.get(), LoggableFault.of(fault));
        }
    }

    /** How many faults there were since the start. */
    public long count() {
        return count.get();
    }

    /** Whether there was a fault in the {@code period} before {@code now}. */
    public boolean raisedWithin(Duration period, Instant now) {
        return last.get().isAfter(now.minus(period));
    }
}
