/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.time.Instant;

import com.google.common.collect.ImmutableSet;

/**
 * A mail that was given to the server.
 *
 * @param id what its header {@link Arrival#ID} says
 * @param account whose connection it was
 * @param recipients those that the server took, each of which is accounted by itself
 * @param begun when its transaction began
 * @param answered when the server had answered, or was gone
 */
record Submitted(long id, String account, ImmutableSet<String> recipients, Instant begun, Instant answered) {
    /** How many of the recipients are outside. */
    long external() {
        return recipients.stream().filter(Crowd::isOutside).count();
    }
}
