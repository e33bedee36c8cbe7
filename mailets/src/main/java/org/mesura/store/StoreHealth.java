/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store;

import java.util.Optional;
import java.util.stream.Stream;

/** How a store does what it is to do: keep what is decided, for longer than this process lives. */
@FunctionalInterface
public interface StoreHealth {
    /** What it does not do now, in words for the administrator; empty if all is well. */
    Optional<String> fault();

    /** That of several at once: the first fault of any. */
    static StoreHealth ofAll(StoreHealth... stores) {
        return () -> Stream.of(stores).flatMap(store -> store.fault().stream()).findFirst();
    }
}
