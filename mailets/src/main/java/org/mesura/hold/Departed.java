/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

/** How a held mail came to its end. */
public enum Departed {
    /** It left for its recipients. */
    LEFT,
    /** It went back to its sender, or was found gone or broken. */
    RETURNED
}
