/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does: asks again and again, and never longer than a bound. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Await() {}

    /**
     * Returns when {@code condition} holds.
     *
     * @throws AssertionError naming {@code what} when the bound is over
     */
    public static void until(Duration bound, String what, BooleanSupplier condition) {
        value(bound, what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /**
     * The first value that {@code attempt} gives.
     *
     * @throws AssertionError naming {@code what} when the bound is over
     */
    public static <T> T value(Duration bound, String what, Supplier<Optional<T>> attempt) {
        long end = System.nanoTime() + bound.toNanos();
        while (true) {
            Optional<T> value = attempt.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited " + bound.toMillis() + " ms in vain: " + what);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
