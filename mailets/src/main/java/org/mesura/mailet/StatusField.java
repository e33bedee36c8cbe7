/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A field of a delivery status, on one line of a length that every server takes: an address that is longer than any may be
 * (RFC 5321), which James takes all the same, is cut.
 */
final class StatusField {
    /** RFC 5322 section 2.1.1, which RFC 3464 follows, in octets and without the line's end. */
    private static final int LONGEST_LINE = 998;

    private static final String SEPARATOR = ": ";
    private static final String CUT = "...";

    private StatusField() {}

    /** The line, without its end. */
    static String of(String name, String value) {
        String head = name + SEPARATOR;
        return head + cut(value, LONGEST_LINE - octets(head));
    }

    private static String cut(String value, int most) {
        if (octets(value) <= most) {
            return value;
        }
        int end = 0;
        for (int left = most - octets(CUT); left >= octets(value.codePointAt(end)); ) {
            left -= octets(value.codePointAt(end));
            end = value.offsetByCodePoints(end, 1);
        }
        return value.substring(0, end) + CUT;
    }

    private static int octets(int character) {
        return octets(Character.toString(character));
    }

    private static int octets(String text) {
        return text.getBytes(UTF_8).length;
    }
}
