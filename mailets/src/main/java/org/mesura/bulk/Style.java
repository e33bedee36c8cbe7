/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Doubles;

/** What CSS declarations say about whether a text can be seen; immutable. */
final class Style {
    private static final ImmutableSet<String> EXTENTS = ImmutableSet.of("height", "max-height", "width", "max-width");
    private static final ImmutableSet<String> GROUNDS =
            ImmutableSet.of("background", "background-color", "background-image");
    private static final ImmutableSet<String> OFFSETS =
            ImmutableSet.of("left", "margin-left", "margin-top", "text-indent", "top");
    private static final ImmutableSet<String> PROPERTIES = ImmutableSet.<String>builder()
            .addAll(EXTENTS)
            .addAll(GROUNDS)
            .addAll(OFFSETS)
            .add("border", "border-top", "color", "display", "font", "font-size", "opacity", "overflow")
            .add("visibility", "white-space")
            .build();
    private static final String IMPORTANT = "!important";

    /** The size in {@code font}: what has a unit, or is nothing; 400 is a weight. */
    private static final Pattern SIZE = Pattern.compile("(?:^|\\s)([\\d.]+(?:p[tx]|r?em|%)|0)(?=[/\\s]|$)");

    private static final CharMatcher NUMBER = CharMatcher.inRange('0', '9').or(CharMatcher.is('.'));

    /** Of 2 pixels nobody reads anything; the smallest print that is meant to be found is of 6. */
    private static final double LEGIBLE_PIXELS = 2.5;

    /** So far to the left nobody looks. */
    private static final double FAR = 400;

    private static final double LEGIBLE_EMS = 0.2;
    private static final double LEGIBLE_PERCENT = 20;

    // below what its making needs
    static final Style NONE = new Style(Map.of());

    private final ImmutableMap<String, String> declared;
    private final boolean showsNothing;
    private final Optional<Boolean> hidden;
    private final Optional<Boolean> tiny;
    private final Optional<Colour> text;
    private final Optional<Colour> ground;

    private Style(Map<String, String> declared) {
        this.declared = ImmutableMap.copyOf(declared);
        this.showsNothing = is("display", "none")
                || size("opacity").filter(share -> share == 0).isPresent()
                || is("overflow", "hidden") && EXTENTS.stream().anyMatch(this::isNothing)
                || OFFSETS.stream().anyMatch(this::isFarOff);
        this.hidden = value("visibility").map(value -> value.equals("hidden") || value.equals("collapse"));
        this.tiny = value("font-size")
                .or(() -> value("font").map(SIZE::matcher).filter(Matcher::find).map(size -> size.group(1)))
                .flatMap(size -> number(size).map(number -> number < legible(size)));
        this.text = value("color").flatMap(Colour::of);
        this.ground = GROUNDS.stream()
                .flatMap(property -> value(property).stream())
                .flatMap(value -> Colour.ofGround(value).stream())
                .reduce((first, second) -> second);
    }

    /** What {@code declarations} say, as they stand in a style attribute. */
    static Style of(String declarations) {
        Map<String, String> declared = new HashMap<>();
        int start = 0;
        while (start < declarations.length()) {
            int semicolon = declarations.indexOf(';', start);
            int end = semicolon < 0 ? declarations.length() : semicolon;
            int colon = declarations.indexOf(':', start);
            if (colon > start && colon < end) {
                String property = lower(declarations, start, colon);
                if (PROPERTIES.contains(property)) {
                    declared.put(property, lower(declarations, colon + 1, end));
                }
            }
            start = end + 1;
        }
        return declared.isEmpty() ? NONE : new Style(declared);
    }

    /** What is said by {@code property} alone, as an attribute of HTML does. */
    static Style of(String property, String value) {
        return new Style(Map.of(property, value.strip().toLowerCase(Locale.ROOT)));
    }

    /** This style where it says something, else {@code base}. */
    Style over(Style base) {
        if (base == NONE || this == NONE) {
            return base == NONE ? this : base;
        }
        Map<String, String> both = new HashMap<>(base.declared);
        both.putAll(declared);
        return new Style(both);
    }

    /** Whether nothing of the element shows, whatever the elements in it say. */
    boolean showsNothing() {
        return showsNothing;
    }

    /** Whether its text is hidden, until an element in it says otherwise. */
    Optional<Boolean> hidden() {
        return hidden;
    }

    /** Whether its text is too small to be read, until an element in it says otherwise. */
    Optional<Boolean> tiny() {
        return tiny;
    }

    Optional<Colour> text() {
        return text;
    }

    Optional<Colour> ground() {
        return ground;
    }

    /** Whether blanks and line breaks count. */
    Optional<Boolean> spaced() {
        return value("white-space").map(value -> value.startsWith("pre"));
    }

    /** Whether it has no border: so mail programs indent what they do not quote. */
    boolean isBorderless() {
        return value("border")
                .filter(value -> value.startsWith("none") || value.startsWith("0"))
                .isPresent();
    }

    /** Whether a line is drawn above it. */
    boolean isRuled() {
        return value("border-top").filter(value -> value.contains("solid")).isPresent();
    }

    private static String lower(String text, int start, int end) {
        return text.substring(start, end)
                .toLowerCase(Locale.ROOT)
                .replace(IMPORTANT, "")
                .strip();
    }

    private Optional<String> value(String property) {
        return Optional.ofNullable(declared.get(property));
    }

    private boolean is(String property, String expected) {
        return expected.equals(declared.get(property));
    }

    private boolean isNothing(String extent) {
        return size(extent).filter(size -> size == 0).isPresent();
    }

    private boolean isFarOff(String offset) {
        return value(offset)
                .filter(value -> value.startsWith("-"))
                .flatMap(value -> number(value.substring(1)))
                .filter(distance -> distance > FAR)
                .isPresent();
    }

    private Optional<Double> size(String property) {
        return value(property).flatMap(Style::number);
    }

    /** The number that {@code value} begins with. */
    private static Optional<Double> number(String value) {
        int end = NUMBER.negate().indexIn(value);
        return Optional.ofNullable(Doubles.tryParse(end < 0 ? value : value.substring(0, end)));
    }

    private static double legible(String size) {
        if (size.endsWith("%")) {
            return LEGIBLE_PERCENT;
        }
        return size.endsWith("em") ? LEGIBLE_EMS : LEGIBLE_PIXELS;
    }
}
