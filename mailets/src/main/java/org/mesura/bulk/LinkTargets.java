/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import com.google.common.collect.ImmutableSet;

/**
 * Leaves out of a text the addresses that a mail program wrote behind the words of a link or instead of a picture:
 * {@code pague aquí <https://pagos.example/x>} is <em>pague aquí</em>, as the HTML rendering of the same mail shows it,
 * and {@code [cid:logo@1]} and {@code [image: Logo]} are nothing. An address counts as such where it stands between angle,
 * round or square brackets; a bare one is what a reader sees, in either rendering, and stays.
 *
 * <p>So of a link the words are text and the target is not. The other way, a target for each link of the HTML, would make
 * newsletters alike by their many links.
 */
final class LinkTargets {
    /** No address is longer: what browsers and mail programs make of a longer one is not agreed upon. */
    private static final int LONGEST = 2048;

    private static final ImmutableSet<String> SCHEMES =
            ImmutableSet.of("cid", "ftp", "http", "https", "image", "mailto", "tel");
    private static final int LONGEST_SCHEME = 6;
    private static final String OPENING = "<([";
    private static final String CLOSING = ">)]";

    private LinkTargets() {}

    static String without(String text) {
        StringBuilder kept = new StringBuilder();
        int copied = 0;
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            int open = openingBefore(text, colon);
            if (open < copied) {
                continue;
            }
            int end = endOfTarget(text, open, colon);
            if (end > colon) {
                kept.append(text, copied, open);
                if (open > 0 && text.charAt(open - 1) > ' ') {
                    kept.append(' ');
                }
                copied = end;
                colon = end - 1;
            }
        }
        return copied == 0 ? text : kept.append(text, copied, text.length()).toString();
    }

    /** Where the bracket before the scheme that ends at {@code colon} stands; before the text if there is none. */
    private static int openingBefore(String text, int colon) {
        int start = colon;
        while (start > 0 && colon - start <= LONGEST_SCHEME && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        if (start == colon || !SCHEMES.contains(text.substring(start, colon))) {
            return -1;
        }
        int open = start > 1 && text.charAt(start - 1) == ' ' ? start - 2 : start - 1;
        return open >= 0 && OPENING.indexOf(text.charAt(open)) >= 0 ? open : -1;
    }

    /** Behind the bracket that closes the target, or {@code colon} if none does. */
    private static int endOfTarget(String text, int open, int colon) {
        char opening = text.charAt(open);
        char closing = CLOSING.charAt(OPENING.indexOf(opening));
        int last = Math.min(text.length(), colon + LONGEST);
        for (int index = colon + 1; index < last; index++) {
            char character = text.charAt(index);
            if (character == closing) {
                return index + 1;
            }
            boolean ends = index + 1 < last && text.charAt(index + 1) == closing;
            boolean blank = character == ' ' && closing != ']' && !ends;
            if (blank || character == '\n' || character == '<' || character == opening) {
                return colon;
            }
        }
        return colon;
    }
}
