/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.health;

/**
 * One thing that is not as it should be.
 *
 * @param part what it is of
 * @param cause what is wrong, in words for the administrator
 * @param stopped whether that part does nothing any more, and a restart would help
 */
public record Ailment(Part part, String cause, boolean stopped) {
    /** What can be wrong with Mesura. */
    public enum Part {
        /** {@code mesura.xml}. */
        SETTINGS,
        /** What keeps the counts. */
        STORE,
        /** What lets held mail go. */
        SCHEDULE,
        /** The texts of notices. */
        NOTICES,
        /** Whatever failed of late. */
        FAULTS
    }

    /** One with which mail flows and the part does what it can. */
    static Ailment of(Part part, String cause) {
        return new Ailment(part, cause, false);
    }
}
