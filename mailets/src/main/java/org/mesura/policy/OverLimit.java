/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

/** What becomes of a submission over a limit that will be free again. */
public enum OverLimit {
    /** It goes back to its sender with a delivery status notification and guidance. */
    BOUNCE,
    /** It waits for the instant at which it fits, if that comes within {@link Deferral#maxDelay}; else it goes back. */
    DEFER,
    /** It is kept for a person's decision. */
    HOLD
}
