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
    private final Map<String, Style> presentations = new HashMap<>();
    private final Map<Both, Style> both = new HashMap<>();

    /** A style and the one below it, which come together again and again in a page. */
    private record Both(Style above, Style below) {}

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
            style = over(ruled(element), style);
        }
        String declarations = element.attr("style");
        return declarations.isEmpty() ? style : over(attributes.computeIfAbsent(declarations, Style::of), style);
    }

    /** What the attributes say that HTML had before there was CSS. */
    private Style presentational(Element element) {
        return switch (element.normalName()) {
            case "font" -> attribute(element, "color", "color");
            case "body", "table", "td", "th", "tr" ->
                over(
                        element.hasAttr("background") ? PICTURE : Style.NONE,
                        over(attribute(element, "text", "color"), attribute(element, "bgcolor", "background")));
            default -> Style.NONE;
        };
    }

    private Style attribute(Element element, String name, String property) {
        String value = element.attr(name);
        return value.isEmpty()
                ? Style.NONE
                : presentations.computeIfAbsent(name + "=" + value, attribute -> Style.of(property, value));
    }

    private Style ruled(Element element) {
        String name = element.normalName();
        Style style = rule(name);
        for (String of : BLANKS.split(element.className().toLowerCase(Locale.ROOT))) {
            style = over(rule(name + "." + of), over(rule("." + of), style));
        }
        return over(rule("#" + element.id().toLowerCase(Locale.ROOT)), style);
    }

    private Style rule(String selector) {
        return rules.getOrDefault(selector, Style.NONE);
    }

    private Style over(Style above, Style below) {
        if (above == Style.NONE || below == Style.NONE) {
            return above == Style.NONE ? below : above;
        }
        return both.computeIfAbsent(new Both(above, below), styles -> above.over(below));
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
                addRule(selectors, css.substring(open + 1, close));
            }
            start = close + 1;
        }
    }

    private void addRule(String selectors, String declarations) {
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
