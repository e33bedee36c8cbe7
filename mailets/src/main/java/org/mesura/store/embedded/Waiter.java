/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Somebody who waits until a key is written. */
final class Waiter<K> {
    private final K key;
    private final CompletableFuture<Void> written = new CompletableFuture<>();

    Waiter(K key) {
        this.key = key;
    }

    K key() {
        return key;
    }

    void written() {
        written.complete(null);
    }

    void failed(String why) {
        written.completeExceptionally(new IOException(why));
    }

    /**
     * Waits, for {@code patience} at most. Answers whether that was long enough.
     *
     * @throws IOException if it cannot be written
     */
    boolean await(Duration patience) throws IOException {
        try {
            written.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it was written", e);
        }
    }
}
