/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.io.PrintStream;
import java.util.Optional;

/**
 * Lists what went wrong, if {@code -Devaluate.show} asks for it: {@code all}, or what a line must contain, as
 * {@code M3} or {@code false}. A line names file, place and seed and never a text.
 */
final class Shown {
    private static final String ALL = "all";

    private final Optional<String> wanted = Optional.ofNullable(System.getProperty("evaluate.show"));
    private final PrintStream out;

    Shown(PrintStream out) {
        this.out = out;
    }

    void tell(String line) {
        if (wanted.filter(part -> part.equals(ALL) || line.contains(part)).isPresent()) {
            out.println("  " + line);
        }
    }
}
