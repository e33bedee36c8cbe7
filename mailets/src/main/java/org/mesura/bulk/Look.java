/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

/**
 * How the text of an element looks, by its own style and those around it.
 *
 * @param hidden whether it is hidden
 * @param tiny whether it is too small to be read
 * @param text its colour
 * @param ground the colour behind it
 * @param spaced whether its blanks and line breaks count
 */
record Look(boolean hidden, boolean tiny, Colour text, Colour ground, boolean spaced) {
    /** What a page looks like that says nothing about it. */
    static final Look PLAIN = new Look(false, false, Colour.BLACK, Colour.WHITE, false);

    /** The look of an element in this one that has {@code style}. */
    Look with(Style style) {
        return style == Style.NONE
                ? this
                : new Look(
                        style.hidden().orElse(hidden),
                        style.tiny().orElse(tiny),
                        style.text().orElse(text),
                        style.ground().orElse(ground),
                        style.spaced().orElse(spaced));
    }

    /** This look where blanks and line breaks count. */
    Look withSpaces() {
        return new Look(hidden, tiny, text, ground, true);
    }

    boolean isLegible() {
        return !hidden && !tiny && !text.isLostOn(ground);
    }
}
