/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

/** Whether decisions are carried out. */
public enum Mode {
    /** Decisions are carried out and senders are told. */
    ENFORCE,
    /** Everything is counted, judged and reported to the administrator; nothing is stopped, no sender is bothered. */
    OBSERVE
}
