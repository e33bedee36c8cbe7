/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.common.base.CharMatcher;

/**
 * Makes one harmless line of text that others wrote. Line breaks and runs of blanks become one blank, so that no value
 * can begin a header or a paragraph of its own; control characters, the invisible marks that turn the reading direction,
 * private and broken characters go, and what looks like an encoded word (RFC 2047) is none any more. Letters of any script
 * and emoji stay.
 */
final class OneLine {
    private static final String ELLIPSIS = "…";
    // what a mail program would decode, line breaks and all, if it stood so in a header
    private static final String ENCODED_WORD = "=?";
    private static final String SHOWN_AS_IT_IS = "= ?";
    private static final Pattern CHARACTER = Pattern.compile("\\X");
    // joins the parts of one emoji; the only invisible character that stays
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private OneLine() {}

    /** {@code text} as one harmless line. */
    static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().map(OneLine::replace).filter(OneLine::isShown).forEach(line::appendCodePoint);
        return CharMatcher.whitespace().trimAndCollapseFrom(line, ' ').replace(ENCODED_WORD, SHOWN_AS_IT_IS);
    }

    /** {@code text} as one harmless line of at most {@code most} characters, never cut inside a character as people see it. */
    static String of(String text, int most) {
        checkArgument(most >= 4, "a line must have room for a character and an ellipsis, got %s", most);
        String line = of(text);
        if (line.length() <= most) {
            return line;
        }
        return line.substring(0, cut(line, most - ELLIPSIS.length())).stripTrailing() + ELLIPSIS;
    }

    /** Where {@code text} may be cut to keep at most {@code most} characters: between two as people see them. */
    static int cut(String text, int most) {
        Matcher characters = CHARACTER.matcher(text);
        int cut = 0;
        while (characters.find() && characters.end() <= most) {
            cut = characters.end();
        }
        if (cut > 0) {
            return cut;
        }
        // one letter under so many marks that it alone is too long
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    private static int replace(int character) {
        boolean breaks = Character.isWhitespace(character) || Character.isSpaceChar(character) || character == 0x85;
        return breaks ? ' ' : character;
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            case Character.FORMAT -> character == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }
}
