/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

/**
 * A part of a message's text.
 *
 * @param text the text
 * @param html whether it is read from HTML
 */
record Piece(String text, boolean html) {
    boolean hasWords() {
        return hasWords(text);
    }

    static boolean hasWords(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
