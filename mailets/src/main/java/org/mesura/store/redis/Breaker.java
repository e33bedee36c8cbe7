/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether Redis is away. Open, which is to say that it is, until something closes it. */
final class Breaker {
    private final AtomicReference<Optional<Throwable>> away =
            new AtomicReference<>(Optional.of(new IllegalStateException("not connected yet")));

    /** Why Redis is away; empty if it is not. */
    Optional<Throwable> away() {
        return away.get();
    }

    /** Notes that it is away because of {@code why}; whether it was not so far. */
    boolean open(Throwable why) {
        return away.getAndSet(Optional.of(why)).isEmpty();
    }

    /** Notes that it is there; whether it was not so far. */
    boolean close() {
        return away.getAndSet(Optional.empty()).isPresent();
    }

    /** Why it is away, in words; empty if it is not. */
    Optional<String> fault() {
        return away.get().map(why -> why.getClass().getSimpleName() + ": " + why.getMessage());
    }
}
