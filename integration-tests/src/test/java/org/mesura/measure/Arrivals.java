/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When mails came that were sent at once, in the order sent, by an account with one limit of messages.
 *
 * <p>The first {@code limit} leave at once. Each of the next, up to as many as may be reserved, leaves when the one before
 * it by the limit has left the window; each further one when the one before it by what may be reserved has. With 30 in 6 s
 * and 27 of them to be reserved, the 31st leaves 6 s after the first, the 57th 6 s after the 27th, and the 58th, which would
 * be the 28th reservation of a window, 12 s after the first.
 */
public record Arrivals(List<Instant> instants, int limit, int reservable, Duration window) {
    public Arrivals {
        instants = List.copyOf(instants);
    }

    /** How much later than in theory each came, counted from those that left at once; in order of arrival. */
    public List<Duration> lateness() {
        return IntStream.range(limit, instants.size())
                .mapToObj(index -> Duration.between(theory(index), instants.get(index)))
                .toList();
    }

    /** How long all took in theory. */
    public Duration theoreticalTime() {
        return Duration.between(instants.get(0), theory(instants.size() - 1));
    }

    /** How long all took. */
    public Duration time() {
        return Duration.between(instants.get(0), instants.get(instants.size() - 1));
    }

    private Instant theory(int index) {
        if (index < limit) {
            return instants.get(index);
        }
        int before = index < limit + reservable ? index - limit : index - reservable;
        return theory(before).plus(window);
    }

    /** The most of {@code instants} within any {@code length}. */
    public static long most(List<Instant> instants, Duration length) {
        return instants.stream()
                .mapToLong(first -> instants.stream()
                        .filter(one -> !one.isBefore(first) && one.isBefore(first.plus(length)))
                        .count())
                .max()
                .orElse(0);
    }
}
