/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

/** A text of the file that breaks a rule; {@link Mistakes#read} adds setting, value and place. */
final class BrokenRule extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    /** The rule as it follows the setting's name: {@code must be a whole number}. */
    BrokenRule(String rule) {
        this(rule, "");
    }

    /** As above, with what follows the value: {@code , did you mean 'staff'?}. */
    BrokenRule(String rule, String hint) {
        super(rule, null, false, false);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}
