/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.io.IOException;
import java.time.Duration;

/** One map of the store's file, and the state in the heap of which it is the copy. */
public final class StoredMap {
    private final EmbeddedStore store;
    private final String name;

    StoredMap(EmbeddedStore store, String name) {
        this.store = store;
        this.name = name;
    }

    /** Keeps {@code state} from now on; loads what the file holds of it before it returns, if the file is open. */
    public void keep(Kept state) {
        store.keep(name, state);
    }

    /**
     * Says that {@code key} has a new value or none any more; within a second the file follows. Waits for nothing. To be
     * called once the new value is there to be read.
     */
    public void changed(String key) {
        store.changed(name, key);
    }

    /**
     * Waits until the disk has what was {@link #changed} of {@code key} before; not at all while the file cannot be
     * written. To be called without any lock that {@link Kept} takes.
     *
     * @throws IOException if that did not happen in {@code patience}; it may still happen
     */
    public void awaitWritten(String key, Duration patience) throws IOException {
        store.awaitWritten(name, key, patience);
    }
}
