/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How something that was measured is shared out among names, and how much of it has none. */
final class Shares {
    private static final int SHOWN = 10;
    private static final double PERCENT = 100;

    private final Map<String, Double> named = new HashMap<>();
    private double all;

    void add(Optional<String> name, double amount) {
        all += amount;
        name.ifPresent(known -> named.merge(known, amount, Double::sum));
    }

    /** All there is, named or not. */
    double all() {
        return all;
    }

    /** What the named have of all, in percent. */
    double percent() {
        return PERCENT
                * named.values().stream().mapToDouble(Double::doubleValue).sum()
                / Math.max(all, 1e-9);
    }

    /** What one has of {@code whole}, in percent. */
    double percent(String name, double whole) {
        return PERCENT * named.getOrDefault(name, 0.0) / Math.max(whole, 1e-9);
    }

    /** The largest, a line each. */
    String lines(UnaryOperator<String> beside) {
        return named.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(SHOWN)
                .map(entry -> "  %6.2f%s %s%n"
                        .formatted(percent(entry.getKey(), all), beside.apply(entry.getKey()), entry.getKey()))
                .collect(joining());
    }
}
