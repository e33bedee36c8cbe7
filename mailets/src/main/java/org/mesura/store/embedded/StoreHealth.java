/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.time.Duration;
import java.util.Optional;

/**
 * How the file follows what is in the heap.
 *
 * @param oldestUnwritten for how long the oldest change that is not yet in the file has waited; empty if all are. Up to
 *     a second is as it should be
 * @param failure why the file cannot be opened or written now; empty if the last attempt went well
 */
public record StoreHealth(Optional<Duration> oldestUnwritten, Optional<String> failure) {}
