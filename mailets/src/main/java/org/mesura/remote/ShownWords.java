/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.remote;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mesura.submission.Discretion;

import com.google.common.collect.ImmutableSet;

/**
 * The words of a refusal as an administrator reads them: the lines of a reply joined (RFC 5321 section 4.2.1: the code
 * begins each), nothing invisible, and {@code <address>} for every address and for the local part of a recipient's that
 * stands alone.
 */
final class ShownWords {
    /** The most characters that are shown. */
    static final int MOST = 200;

    private static final String ELLIPSIS = "…";
    private static final String ADDRESS = "<address>";
    private static final Pattern CONTINUED = Pattern.compile("\\R[245]\\d\\d[- ](?:#?[245]\\.\\d{1,3}\\.\\d{1,3}\\s)?");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
    private static final Pattern BLANK = Pattern.compile("[\\p{C}\\p{Z}\\s]+");
    private static final Pattern REPEATED = Pattern.compile("(?:<address>\\s?){2,}");

    private ShownWords() {}

    /** {@code text} on one line, whole, its addresses in it. */
    static String joined(String text) {
        // first of all: an invisible character in an address would hide it
        String visible = INVISIBLE.matcher(text).replaceAll("");
        return BLANK.matcher(CONTINUED.matcher(visible).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }

    /**
     * A joined text as it may be shown.
     *
     * @param localParts what stands before the {@code @} in the addresses of the recipients
     */
    static String of(String joined, ImmutableSet<String> localParts) {
        String shown = Discretion.withoutAddresses(joined, ADDRESS);
        // the longest first, so that no part of one is left over
        for (String part : localParts.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            shown = withoutWord(shown, part);
        }
        return cut(REPEATED.matcher(shown).replaceAll(ADDRESS + " ").strip());
    }

    private static String withoutWord(String text, String word) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}<])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}>])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(ADDRESS));
    }

    private static String cut(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        int end = MOST - ELLIPSIS.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                        .stripTrailing()
                + ELLIPSIS;
    }
}
