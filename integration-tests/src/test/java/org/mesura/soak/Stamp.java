/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.time.Instant;
import java.util.Optional;

/**
 * What Mesura left on a mail that it let go, by its own clock.
 *
 * @param policy the policy at the review
 * @param verdict its verdict
 * @param reviewed when it was reviewed
 * @param released when it went on, if it waited
 */
record Stamp(String policy, String verdict, Instant reviewed, Optional<Instant> released) {
    /** Whether it is charged when it left: not if it was to wait and could not be kept. */
    boolean isGrant() {
        return released.isPresent() || verdict.equals("accept") || verdict.equals("advise");
    }

    Instant left() {
        return released.orElse(reviewed);
    }
}
