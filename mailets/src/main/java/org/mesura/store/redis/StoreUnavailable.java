/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

/** Redis did not answer in time, or is known to be away. What was asked may have been done. */
final class StoreUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
