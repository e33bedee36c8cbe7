/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

/**
 * A text that mass mail is made from.
 *
 * @param file the file it stands in
 * @param index its place there
 * @param kind what it is: spam, phish, announcement
 * @param text the text
 * @param language its language, roughly
 */
record Template(String file, int index, String kind, String text, Language language) {
    Half half() {
        return Half.of(text);
    }

    /** The template's name, which says nothing of its text. */
    String name() {
        return file + "#" + index;
    }
}
