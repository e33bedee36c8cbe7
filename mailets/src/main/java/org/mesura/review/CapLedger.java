/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import org.mesura.policy.Cap;
import org.mesura.usage.CapRecord;

/** What is used of each cap, as a change of an account sees it while nobody else changes it. */
@FunctionalInterface
public interface CapLedger {
    /** Nothing was charged to any cap. */
    CapLedger UNUSED = cap -> CapRecord.EMPTY;

    /** The record of {@code cap}; an empty one if nothing was charged to it. */
    CapRecord of(Cap cap);
}
