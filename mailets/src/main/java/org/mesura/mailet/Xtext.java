/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of ENVID and ORCPT (RFC 3461 section 4): {@code +2B} stands for a plus sign. James keeps both as they came;
 * a report tells them decoded (sections 6.3 and 6.4).
 */
final class Xtext {
    private static final Pattern HEX = Pattern.compile("\\+([0-9A-F]{2})");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    private Xtext() {}

    /** What {@code encoded} says, on one line: what is not printable ASCII is a question mark. */
    static String decode(String encoded) {
        String decoded = HEX.matcher(encoded)
                .replaceAll(hex -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(hex.group(1), 16))));
        return UNPRINTABLE.matcher(decoded).replaceAll("?");
    }
}
