/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What was sent, and when: of a day, and the newest 100,000 at most. Not for several threads at once. */
final class SentThings {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST = 100_000;

    private final Map<Sent, Instant> instants = new HashMap<>();
    /** Eldest first, whatever the order in which they came: a file has them in another. */
    private final NavigableSet<Dated> byAge =
            new TreeSet<>(Comparator.comparing(Dated::at).thenComparing(Dated::turn));

    private long turns;

    private record Dated(Instant at, long turn, Sent sent) {}

    Optional<Instant> find(Sent sent) {
        return Optional.ofNullable(instants.get(sent));
    }

    /** Adds {@code sent} unless it is known; whether it was added. */
    boolean add(Sent sent, Instant at) {
        return instants.putIfAbsent(sent, at) == null && byAge.add(new Dated(at, turns++, sent));
    }

    /** Forgets what is older than a day at {@code now} or too much, telling {@code forgotten} of each. */
    void forget(Instant now, Consumer<Sent> forgotten) {
        Instant horizon = now.minus(DAY);
        while (!byAge.isEmpty() && (!byAge.first().at().isAfter(horizon) || byAge.size() > MOST)) {
            Sent eldest = byAge.pollFirst().sent();
            instants.remove(eldest);
            forgotten.accept(eldest);
        }
    }

    Iterable<Sent> all() {
        return instants.keySet();
    }

    int size() {
        return instants.size();
    }
}
