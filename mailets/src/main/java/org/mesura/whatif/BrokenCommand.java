/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

/** A command line that says nothing, and why. */
final class BrokenCommand extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenCommand(String message) {
        super(message);
    }
}
