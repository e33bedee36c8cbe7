/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import com.google.common.collect.ImmutableList;

/**
 * The settings cannot be used. Carries every mistake found, each a line that names setting, rule, value and place. It
 * has no stack trace: it speaks of the administrator's file, not of our code.
 */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ImmutableList<String> mistakes;

    public InvalidSettings(ImmutableList<String> mistakes) {
        super("Mesura cannot use its settings:\n  " + String.join("\n  ", mistakes), null, false, false);
        this.mistakes = mistakes;
    }

    /** All mistakes, one line each, in the order in which they were found. */
    public ImmutableList<String> mistakes() {
        return mistakes;
    }
}
