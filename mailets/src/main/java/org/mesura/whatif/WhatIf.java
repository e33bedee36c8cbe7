/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

/**
 * What would other settings have done? Judges the journal of submissions once more under each candidate.
 *
 * <pre>{@code
 * java -cp 'mesura-mailets.jar:james-server.lib/*' org.mesura.whatif.WhatIf --journal var/mesura/submissions
 *     --candidate conf/mesura.xml --candidate stricter.xml --html report.html
 * }</pre>
 *
 * The libraries on the class path are James's: Guava, which the jar leaves to James, is among them. {@code --help} shows all
 * options; {@code mailets/docs/what-if.md} says how to read the answer.
 */
public final class WhatIf {
    private WhatIf() {}

    /** Exits with 0; 1 if the journal cannot be read or a report not written; 2 if the question cannot be understood. */
    public static void main(String[] arguments) {
        int code = run(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(String[] arguments) {
        try {
            return new Command(System.out, System.err).run(arguments);
        } catch (NoClassDefFoundError missing) {
            System.err.println(
                    "what-if: " + missing.getMessage() + " is not on the class path; add James's libraries to it:"
                            + " java -cp 'mesura-mailets.jar:<James>/james-server-….lib/*' " + WhatIf.class.getName());
            return 1;
        }
    }
}
