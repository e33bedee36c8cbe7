/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import java.time.Instant;
import java.time.InstantSource;

/** The clock that all of this goes by: the server's own, or that of a store which several servers share. */
final class ServerClock implements InstantSource {
    private volatile InstantSource source = InstantSource.system();

    /** From now on shows what {@code shared} does. */
    void follow(InstantSource shared) {
        source = shared;
    }

    @Override
    public Instant instant() {
        return source.instant();
    }
}
