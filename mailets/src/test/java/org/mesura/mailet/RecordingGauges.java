/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.james.metrics.api.Gauge;
import org.apache.james.metrics.api.GaugeRegistry;

/** The gauges there are, read when a test asks. As in James the first of a name stays. */
public final class RecordingGauges implements GaugeRegistry {
    private final Map<String, Gauge<?>> gauges = new ConcurrentHashMap<>();

    @Override
    public <T> GaugeRegistry register(String name, Gauge<T> gauge) {
        gauges.putIfAbsent(name, gauge);
        return this;
    }

    @Override
    public <T> SettableGauge<T> settableGauge(String name) {
        throw new UnsupportedOperationException(name);
    }

    public Set<String> names() {
        return Set.copyOf(gauges.keySet());
    }

    public Object read(String name) {
        return gauges.get(name).get();
    }
}
