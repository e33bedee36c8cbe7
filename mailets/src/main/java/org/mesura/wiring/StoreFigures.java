/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.mesura.store.StoreTimes;

/** How long the store takes and how often it fails, for James's metrics. */
final class StoreFigures implements StoreTimes {
    private final MetricFactory metrics;
    private final Metric failures;

    StoreFigures(MetricFactory metrics) {
        this.metrics = metrics;
        this.failures = metrics.generate("mesura.store.failures");
        // a timer exists from its first use on
        timer();
    }

    @Override
    public Span begin() {
        TimeMetric time = timer();
        return new Span() {
            @Override
            public void done() {
                time.stopAndPublish();
            }

            @Override
            public void failed() {
                failures.increment();
            }
        };
    }

    private TimeMetric timer() {
        return metrics.timer("mesura.store.time");
    }
}
