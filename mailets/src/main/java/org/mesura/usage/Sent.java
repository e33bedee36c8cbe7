/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import java.time.Instant;

/**
 * One row of a {@link SendRecord}: a send, or several that count as one.
 *
 * @param id a 64-bit fingerprint of the submission's id
 * @param at the instant at which it counts
 * @param charge what it took
 */
public record Sent(long id, Instant at, Charge charge) {}
