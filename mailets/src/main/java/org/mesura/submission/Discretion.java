/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.submission;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes mail addresses out of text that others wrote, so that it may be logged and shown (guarantee 11). What stands in
 * angle brackets goes whole: there mail libraries quote header fields, and servers the recipients they refuse.
 */
public final class Discretion {
    /** An address, also percent-encoded or with a local part in quotes, and a name in brackets that follows it. */
    private static final Pattern ADDRESS = Pattern.compile(
            "<[^>]*>(?:\\s?\\([^)]*\\))?|(?:\"[^\"]*\"|\\S*)(?:[@＠﹫]|%40|\\[at]|\\(at\\))\\S*(?:\\s?\\([^)]*\\))?");

    private Discretion() {}

    /** {@code text} with {@code inPlace} wherever an address was. */
    public static String withoutAddresses(String text, String inPlace) {
        return ADDRESS.matcher(text).replaceAll(Matcher.quoteReplacement(inPlace));
    }
}
