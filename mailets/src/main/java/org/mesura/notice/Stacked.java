/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;

/**
 * Sets what says the same in two languages one below the other: a line that promises the second, the first, a rule, the
 * second. Of one language it changes nothing.
 *
 * <p>A page is put together of two whole ones, for an administrator may have written them with nothing in common: it keeps
 * the head of the first, and the body of the second comes below that of the first, in a block that names its language, by
 * which screen readers choose their voice.
 *
 * @param languages the languages, the first on top; two at most
 * @param promise says in the last of them that it stands below: {@code English below}
 */
record Stacked(ImmutableSet<Language> languages, String promise) {
    private static final String BODY = "<body";
    private static final String END = "</body>";
    private static final String RULE = "-".repeat(40) + "\n\n";
    private static final String FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    /** Several header lines as one. */
    static String subject(ImmutableList<String> subjects) {
        return subjects.stream().collect(joining(" / "));
    }

    String text(ImmutableList<String> texts) {
        String stacked = texts.stream().collect(joining("\n" + RULE));
        return languages.size() == 1 ? stacked : promise + "\n\n" + stacked;
    }

    String page(ImmutableList<String> pages) {
        String first = pages.get(0);
        if (languages.size() == 1) {
            return first;
        }
        int start = bodyOf(first);
        int end = endOf(first);
        return first.substring(0, start)
                + above()
                + first.substring(start, end)
                + below(pages.get(1))
                + first.substring(end);
    }

    private String above() {
        return "\n<p lang=\"" + second() + "\" class=\"soft\" style=\"margin:0;padding:12px 12px 0;color:#4d5b6a;"
                + "font-family:" + FONT + ";font-size:13px;line-height:1.4;text-align:center\">"
                + Medium.HTML.escape(promise) + "</p>";
    }

    private String below(String page) {
        return "<div lang=\"" + second() + "\">\n"
                + "<hr class=\"line\" style=\"max-width:544px;margin:4px auto 12px;border:0;border-top:1px solid #b4bec9\">"
                + page.substring(bodyOf(page), endOf(page)) + "</div>\n";
    }

    private String second() {
        return Iterables.getLast(languages).code();
    }

    /** Where the content of a page begins: behind the tag of its body, or at once if it has none. */
    private static int bodyOf(String page) {
        int tag = page.indexOf(BODY);
        return tag < 0 ? 0 : page.indexOf('>', tag) + 1;
    }

    private static int endOf(String page) {
        int end = page.lastIndexOf(END);
        return end < 0 ? page.length() : end;
    }
}
