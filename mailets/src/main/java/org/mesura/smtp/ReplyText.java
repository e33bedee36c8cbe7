/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import java.text.Normalizer;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;

/**
 * The text of an SMTP reply: one line of printable ASCII (RFC 5321 section 4.2), which with its code and line end has at
 * most 512 octets (section 4.5.3.1.5). Letters lose their accents, <em>límite</em> becomes <em>limite</em>; what has no
 * likeness in ASCII becomes a question mark, and nothing can begin a line of its own.
 */
final class ReplyText {
    /** What of 512 octets the code, a blank and the line end leave. */
    static final int LONGEST = 512 - "451 ".length() - "\r\n".length();

    private static final String ELLIPSIS = "...";
    private static final CharMatcher PRINTABLE = CharMatcher.inRange('\u0021', '\u007e');

    /** What compatibility decomposition leaves as it is. */
    private static final ImmutableMap<Integer, String> ALIKE = ImmutableMap.<Integer, String>builder()
            .put((int) '«', "\"")
            .put((int) '»', "\"")
            .put((int) '“', "\"")
            .put((int) '”', "\"")
            .put((int) '„', "\"")
            .put((int) '‘', "'")
            .put((int) '’', "'")
            .put((int) '–', "-")
            .put((int) '—', "-")
            .put((int) '‐', "-")
            .put((int) '−', "-")
            .put((int) '¿', "")
            .put((int) '¡', "")
            .put((int) 'ß', "ss")
            .put((int) 'æ', "ae")
            .put((int) 'Æ', "AE")
            .put((int) 'ø', "o")
            .put((int) 'Ø', "O")
            .buildOrThrow();

    private ReplyText() {}

    /**
     * The enhanced status code, {@code sentence} and {@code page}.
     *
     * @param page the short address of a page; it is left out if it is empty, is not ASCII or has no room
     */
    static String of(String status, String sentence, String page) {
        String text = status + " " + ascii(sentence);
        if (text.length() > LONGEST) {
            return text.substring(0, LONGEST - ELLIPSIS.length()).stripTrailing() + ELLIPSIS;
        }
        boolean shown = isAddress(page) && text.length() + 1 + page.length() <= LONGEST;
        return shown ? text + " " + page : text;
    }

    /** Whether {@code page} can stand in a reply as it is. */
    static boolean isAddress(String page) {
        return !page.isEmpty() && PRINTABLE.matchesAllOf(page);
    }

    private static String ascii(String text) {
        StringBuilder line = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .mapToObj(ReplyText::alike)
                .forEach(line::append);
        return CharMatcher.is(' ').trimAndCollapseFrom(line, ' ');
    }

    private static String alike(int character) {
        if (character > ' ' && character < 0x7f) {
            return Character.toString(character);
        }
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> "";
            case Character.FORMAT -> "";
            case Character.CONTROL, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR -> " ";
            case Character.PARAGRAPH_SEPARATOR -> " ";
            default -> ALIKE.getOrDefault(character, "?");
        };
    }
}
