/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.util.Optional;

/**
 * State that lives in the heap and of which the store keeps a copy, in one map of its file. All methods may be called at
 * any time, by any thread, and must not wait for anything that waits for the store.
 */
public interface Kept {
    /**
     * Takes in what the file holds of {@code key}: before anything else if the file was there at the start, later if it
     * came late, and twice if reading had to begin again. What came to be known meanwhile wins, or is joined with it.
     *
     * @throws IllegalArgumentException if {@code value} is not what {@link #value} makes
     */
    void load(String key, byte[] value);

    /** The newest value of {@code key}, as the file is to hold it; empty if the file is to forget the key. */
    Optional<byte[]> value(String key);

    /** Every key that has a value, for a file that begins anew. */
    Iterable<String> keys();
}
