/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Doubles;

/**
 * A colour of CSS as far as it matters whether a text can be told from its ground. What cannot be known, as that of a
 * picture behind the text, is like no other.
 */
record Colour(int red, int green, int blue, Kind kind) {
    static final Colour BLACK = new Colour(0, 0, 0, Kind.SOLID);
    static final Colour WHITE = new Colour(255, 255, 255, Kind.SOLID);
    static final Colour TRANSPARENT = new Colour(0, 0, 0, Kind.TRANSPARENT);
    static final Colour UNKNOWN = new Colour(0, 0, 0, Kind.UNKNOWN);

    /** What differs less in each of red, green and blue cannot be read: #F1F1F1 on white. */
    private static final int LEGIBLE = 16;

    private static final ImmutableSet<String> WHITES =
            names("floralwhite ghostwhite ivory mintcream snow white whitesmoke");

    /** The names of CSS (Color Module Level 4, section 6.1) for colours that hide on neither white nor black. */
    private static final ImmutableSet<String> OTHERS =
            names("aliceblue antiquewhite aqua aquamarine azure beige bisque "
                    + "blanchedalmond blue blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk "
                    + "crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta "
                    + "darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray "
                    + "darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick forestgreen "
                    + "fuchsia gainsboro gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo khaki "
                    + "lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray "
                    + "lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey "
                    + "lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid "
                    + "mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue "
                    + "mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen "
                    + "paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown "
                    + "royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey "
                    + "springgreen steelblue tan teal thistle tomato turquoise violet wheat yellow yellowgreen");

    private static final Pattern FUNCTION =
            Pattern.compile("(rgb|hsl)a?\\(\\s*([\\d.]+)[a-z%]*[\\s,]+([\\d.]+)%?[\\s,]+"
                    + "([\\d.]+)(%?)(?:[\\s,/]+([\\d.]+)%?)?\\s*\\)");
    private static final int HEX = 16;
    private static final double PERCENT = 2.55;

    enum Kind {
        SOLID,
        TRANSPARENT,
        UNKNOWN
    }

    /** The colour that {@code value}, in lower case, is; empty if it is none, and a browser passes over it. */
    static Optional<Colour> of(String value) {
        if (value.startsWith("#")) {
            return hex(value.substring(1));
        }
        if (value.startsWith("rgb") || value.startsWith("hsl")) {
            return function(value);
        }
        if (WHITES.contains(value)) {
            return Optional.of(WHITE);
        }
        return switch (value) {
            case "black" -> Optional.of(BLACK);
            case "transparent" -> Optional.of(TRANSPARENT);
            default -> Optional.of(UNKNOWN).filter(colour -> OTHERS.contains(value));
        };
    }

    /** The colour of the ground that {@code value}, in lower case, makes; a transparent one is that of what lies below. */
    static Optional<Colour> ofGround(String value) {
        if (value.contains("url(") || value.contains("gradient(")) {
            return Optional.of(UNKNOWN);
        }
        int blank = value.endsWith(")") ? -1 : value.indexOf(' ');
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

    private static Optional<Colour> function(String value) {
        Matcher function = FUNCTION.matcher(value);
        if (!function.matches()) {
            return Optional.empty();
        }
        if (function.group(6) != null && number(function, 6) == 0) {
            return Optional.of(TRANSPARENT);
        }
        if (function.group(1).equals("hsl")) {
            return Optional.of(ofLightness(number(function, 4)));
        }
        double unit = function.group(5).isEmpty() ? 1 : PERCENT;
        return Optional.of(new Colour(
                (int) (number(function, 2) * unit),
                (int) (number(function, 3) * unit),
                (int) (number(function, 4) * unit),
                Kind.SOLID));
    }

    /** What is wholly light is white whatever its hue is. */
    private static Colour ofLightness(double percent) {
        if (percent > 95) {
            return WHITE;
        }
        return percent < 5 ? BLACK : UNKNOWN;
    }

    private static double number(Matcher function, int group) {
        return Optional.ofNullable(Doubles.tryParse(function.group(group))).orElse(0.0);
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
        return Character.digit(digits.charAt(index), HEX) * HEX + Character.digit(digits.charAt(index + 1), HEX);
    }

    private static ImmutableSet<String> names(String names) {
        return ImmutableSet.copyOf(Splitter.on(' ').split(names));
    }
}
