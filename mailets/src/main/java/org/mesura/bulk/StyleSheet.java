/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;

/**
 * The styles of a page's elements: of the rules in its {@code <style>} elements those that hold for an element by its
 * name, its class or its id alone, over these its style attribute. Rules with other selectors, and those within
 * {@code @media} and the like, which fit a page to a telephone, are not followed.
 */
final class StyleSheet {
    /** Beyond this many rules the rest is not read: real mail has a hundred. */
    private static final int RULES = 1_000;

    private static final Pattern SIMPLE = Pattern.compile("[a-z][a-z0-9]*|[a-z0-9]*[.][\\w-]+|#[\\w-]+");
    private static final Style PICTURE = Style.of("background-image", "url()");
    private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final Splitter BLANKS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    private final Map<String, Style> rules = new HashMap<>();
    private final Map<String, Style> attributes = new HashMap<>();

    private StyleSheet() {}

    static StyleSheet of(Document page) {
        StyleSheet sheet = new StyleSheet();
        page.getElementsByTag("style").forEach(style -> sheet.read(withoutComments(style.data())));
        return sheet;
    }

    /** What holds for {@code element}. */
    Style of(Element element) {
        if (element.attributesSize() == 0) {
            return rules.getOrDefault(element.normalName(), Style.NONE);
        }
        Style style = presentational(element);
        if (!rules.isEmpty()) {
            style = ruled(element).over(style);
        }
        String declarations = element.attr("style");
        return declarations.isEmpty()
                ? style
                : attributes.computeIfAbsent(declarations, Style::of).over(style);
    }

    /** What the attributes say that HTML had before there was CSS. */
    private static Style presentational(Element element) {
        return switch (element.normalName()) {
            case "font" -> attribute(element, "color", "color");
            case "body", "table", "td", "th", "tr" ->
                attribute(element, "bgcolor", "background")
                        .over(attribute(element, "text", "color"))
                        .over(element.hasAttr("background") ? PICTURE : Style.NONE);
            default -> Style.NONE;
        };
    }

    private static Style attribute(Element element, String name, String property) {
        String value = element.attr(name);
        return value.isEmpty() ? Style.NONE : Style.of(property, value);
    }

    private Style ruled(Element element) {
        String name = element.normalName();
        Style style = rules.getOrDefault(name, Style.NONE);
        for (String of : BLANKS.split(element.className().toLowerCase(Locale.ROOT))) {
            style = rules.getOrDefault("." + of, Style.NONE).over(style);
            style = rules.getOrDefault(name + "." + of, Style.NONE).over(style);
        }
        return rules.getOrDefault("#" + element.id().toLowerCase(Locale.ROOT), Style.NONE)
                .over(style);
    }

    private void read(String css) {
        int start = 0;
        for (int open = css.indexOf('{'); open >= 0 && rules.size() < RULES; open = css.indexOf('{', start)) {
            String before = css.substring(start, open);
            // what ends in a semicolon is @import and the like
            String selectors = before.substring(before.lastIndexOf(';') + 1).strip();
            boolean within = selectors.startsWith("@");
            int close = within ? endOfBlock(css, open) : css.indexOf('}', open);
            if (close < 0) {
                return;
            }
            if (!within) {
                rule(selectors, css.substring(open + 1, close));
            }
            start = close + 1;
        }
    }

    private void rule(String selectors, String declarations) {
        Style style = Style.of(declarations);
        if (style != Style.NONE) {
            for (String selector : COMMAS.split(selectors.toLowerCase(Locale.ROOT))) {
                if (SIMPLE.matcher(selector).matches()) {
                    rules.merge(selector, style, (before, after) -> after.over(before));
                }
            }
        }
    }

    /** Where the block that opens at {@code open}, with blocks in it, closes; before the text if it does not. */
    private static int endOfBlock(String css, int open) {
        int depth = 0;
        for (int index = open; index < css.length(); index++) {
            depth += css.charAt(index) == '{' ? 1 : css.charAt(index) == '}' ? -1 : 0;
            if (depth == 0) {
                return index;
            }
        }
        return -1;
    }

    private static String withoutComments(String css) {
        StringBuilder kept = new StringBuilder(css.length());
        int start = 0;
        for (int comment = css.indexOf("/*"); comment >= 0; comment = css.indexOf("/*", start)) {
            kept.append(css, start, comment);
            int end = css.indexOf("*/", comment + 2);
            start = end < 0 ? css.length() : end + 2;
        }
        return kept.append(css, start, css.length())
                .toString()
                .replace("<!--", "")
                .replace("-->", "");
    }
}
