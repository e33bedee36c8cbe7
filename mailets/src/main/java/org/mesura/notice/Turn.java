/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

/** What becomes of a claim to write. */
public enum Turn {
    /** It may be written, and is remembered as if it were. */
    TAKEN,
    /** The same, or enough, was said. */
    SAID,
    /** The hour is full. Nothing is remembered: at the next occasion it is told, if there is room by then. */
    HOUR_FULL
}
