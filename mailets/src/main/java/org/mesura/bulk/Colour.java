/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.common.collect.ImmutableMap;

/**
 * A colour of CSS as far as it matters whether a text can be told from its ground. What cannot be known, as that of a
 * picture behind the text, is like no other.
 */
record Colour(int red, int green, int blue, Kind kind) {
    static final Colour BLACK = new Colour(0, 0, 0, Kind.SOLID);
    static final Colour WHITE = new Colour(255, 255, 255, Kind.SOLID);
    static final Colour TRANSPARENT = new Colour(0, 0, 0, Kind.TRANSPARENT);
    static final Colour UNKNOWN = new Colour(0, 0, 0, Kind.UNKNOWN);

    /** What differs less in each of red, green and blue cannot be read: #F7F7F7 on white. */
    private static final int LEGIBLE = 10;

    private static final ImmutableMap<String, Colour> NAMES =
            ImmutableMap.of("black", BLACK, "white", WHITE, "transparent", TRANSPARENT);

    private static final Pattern FUNCTION = Pattern.compile(
            "rgba?\\(\\s*(\\d{1,3})[\\s,]+(\\d{1,3})[\\s,]+(\\d{1,3})(?:[\\s,/]+(0?\\.?\\d{1,9}%?))?\\s*\\)");
    private static final Pattern INVISIBLE_SHARE = Pattern.compile("0?\\.?0{1,9}%?");
    private static final int HEX = 16;

    enum Kind {
        SOLID,
        TRANSPARENT,
        UNKNOWN
    }

    /** The colour that {@code value}, in lower case, is; empty if it names none that is known here. */
    static Optional<Colour> of(String value) {
        if (value.startsWith("#")) {
            return hex(value.substring(1));
        }
        if (value.startsWith("rgb")) {
            Matcher function = FUNCTION.matcher(value);
            return function.lookingAt() ? Optional.of(function(function)) : Optional.empty();
        }
        return Optional.ofNullable(NAMES.get(value));
    }

    /** The colour of the ground that {@code value}, in lower case, makes; a transparent one is that of what lies below. */
    static Optional<Colour> ofGround(String value) {
        if (value.contains("url(") || value.contains("gradient(")) {
            return Optional.of(UNKNOWN);
        }
        int blank = value.startsWith("rgb") ? -1 : value.indexOf(' ');
        return of(blank < 0 ? value : value.substring(0, blank)).filter(colour -> colour.kind != Kind.TRANSPARENT);
    }

    /** Whether a text of this colour cannot be seen on {@code ground}. */
    boolean isLostOn(Colour ground) {
        if (kind != Kind.SOLID) {
            return kind == Kind.TRANSPARENT;
        }
        return ground.kind == Kind.SOLID
                && Math.abs(red - ground.red) < LEGIBLE
                && Math.abs(green - ground.green) < LEGIBLE
                && Math.abs(blue - ground.blue) < LEGIBLE;
    }

    private static Colour function(Matcher function) {
        String share = function.group(4);
        return share != null && INVISIBLE_SHARE.matcher(share).matches()
                ? TRANSPARENT
                : new Colour(number(function, 1), number(function, 2), number(function, 3), Kind.SOLID);
    }

    private static int number(Matcher function, int group) {
        return Integer.parseInt(function.group(group));
    }

    private static Optional<Colour> hex(String digits) {
        if (digits.chars().anyMatch(digit -> Character.digit(digit, HEX) < 0)) {
            return Optional.empty();
        }
        return switch (digits.length()) {
            case 3, 4 -> Optional.of(new Colour(twice(digits, 0), twice(digits, 1), twice(digits, 2), Kind.SOLID));
            case 6, 8 -> Optional.of(new Colour(pair(digits, 0), pair(digits, 2), pair(digits, 4), Kind.SOLID));
            default -> Optional.empty();
        };
    }

    private static int twice(String digits, int index) {
        return Character.digit(digits.charAt(index), HEX) * (HEX + 1);
    }

    private static int pair(String digits, int index) {
        return Integer.parseInt(digits, index, index + 2, HEX);
    }
}
