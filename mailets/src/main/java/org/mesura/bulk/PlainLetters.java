/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.text.Normalizer;

/**
 * Writes plainly what passes for plain letters: the styled letters of mathematics ({@code 𝐇𝐨𝐥𝐚}), letters in a frame, the
 * ligatures of print ({@code oﬁcina}). Pictures beyond Unicode's first plane part words, what cannot be seen there is left
 * out.
 *
 * <p>Each code point is decomposed by itself (Unicode Standard Annex 15, form NFKC): to normalise a whole text takes time
 * that grows with the square of a run of combining marks.
 */
final class PlainLetters {
    private static final char FIRST_LIGATURE = '\uFB00';
    private static final char LAST_LIGATURE = '\uFB06';

    private PlainLetters() {}

    static String of(String text) {
        int first = 0;
        while (first < text.length() && isPlain(text.charAt(first))) {
            first++;
        }
        return first == text.length() ? text : plain(text, first);
    }

    private static String plain(String text, int first) {
        StringBuilder plain = new StringBuilder(text.length()).append(text, 0, first);
        int index = first;
        while (index < text.length()) {
            int letter = text.codePointAt(index);
            if (letter <= Character.MAX_VALUE && isPlain((char) letter)) {
                plain.append((char) letter);
            } else if (!isUnseen(letter)) {
                plain.append(plain(letter));
            }
            index += Character.charCount(letter);
        }
        return plain.toString();
    }

    private static String plain(int letter) {
        String plain = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKC);
        return Character.isLetterOrDigit(plain.codePointAt(0)) ? plain : " ";
    }

    private static boolean isPlain(char character) {
        // nearly all text is below the surrogates, and each of its characters is asked for
        return character < Character.MIN_SURROGATE
                || !Character.isSurrogate(character) && (character < FIRST_LIGATURE || character > LAST_LIGATURE);
    }

    private static boolean isUnseen(int letter) {
        int type = Character.getType(letter);
        return type == Character.FORMAT || type == Character.NON_SPACING_MARK;
    }
}
