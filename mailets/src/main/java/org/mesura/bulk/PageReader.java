/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;

/**
 * Reads an HTML page as a reader sees it: what stands in lines of its own is lines, what is quoted begins with {@code >},
 * what mail programs mark as a signature comes after {@code "-- "}. Left out is what a browser does not show, and text in
 * the colour of its ground: such text makes the copies of a mailing differ for programs, not for people. {@code mso-hide}
 * hides from Outlook alone and is not followed; who put a mailing into it would hide it from us too.
 *
 * <p>Of a link the words are text (see {@link LinkTargets}). A picture's alternative text is not: who sees the picture does
 * not see it, and plain renderings have it in brackets or not at all. It counts only where there is no other word.
 */
final class PageReader implements NodeFilter {
    /**
     * At this depth jsoup lays elements side by side, and what is hidden inside another no longer is. A thread of sixty
     * answers may go so deep; without a limit a page of 128 KiB took jsoup up to 0.7 s.
     */
    static final int DEPTH = 256;

    private static final ImmutableSet<String> UNSEEN = ImmutableSet.of(
            "audio",
            "canvas",
            "datalist",
            "head",
            "iframe",
            "noembed",
            "noframes",
            "object",
            "script",
            "select",
            "style",
            "template",
            "textarea",
            "title",
            "video");
    private static final ImmutableSet<String> APART =
            ImmutableSet.of("blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul");
    private static final ImmutableSet<String> CELLS = ImmutableSet.of("td", "th");
    private static final ImmutableSet<String> NOTHING = ImmutableSet.of("0", "1");
    private static final CharMatcher NEXT = CharMatcher.anyOf("?#");

    private final StyleSheet styles;
    private final VisibleLines lines;
    private final StringBuilder alternatives = new StringBuilder();
    private final ImmutableSet.Builder<String> pictures = ImmutableSet.builder();
    private final Deque<Within> around = new ArrayDeque<>();
    private final Deque<Integer> numbers = new ArrayDeque<>();
    private Look look = Look.PLAIN;
    private boolean whole = true;

    /** An element that changed how its text looks or what it is, and how text looked before it. */
    private record Within(Element element, Look before, Role role) {}

    private PageReader(Document page, int limit) {
        this.styles = StyleSheet.of(page);
        this.lines = new VisibleLines(limit);
    }

    /** The page that {@code html} is, as far as its first {@code limit} characters of text. */
    static Page read(String html, int limit) {
        Document document = Parser.htmlParser().setMaxDepth(DEPTH).parseInput(html, "");
        PageReader reader = new PageReader(document, limit);
        document.filter(reader);
        return new Page(
                LinkTargets.without(reader.lines.text()),
                reader.alternatives.toString(),
                reader.pictures.build(),
                reader.whole);
    }

    @Override
    public FilterResult head(Node node, int depth) {
        whole &= depth < DEPTH;
        if (node instanceof TextNode text && look.isLegible()) {
            lines.write(text.getWholeText(), look.spaced());
        }
        if (node instanceof Element element && !enter(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        return lines.isFull() ? FilterResult.STOP : FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            leave(element);
        }
        return FilterResult.CONTINUE;
    }

    private boolean enter(Element element) {
        String name = element.normalName();
        Style style = styles.of(element);
        if (UNSEEN.contains(name) || style.showsNothing() || element.hasAttr("hidden")) {
            return false;
        }
        startLine(element, name);
        if (style.isRuled()) {
            lines.rule();
        }
        Role role = Role.of(element, style);
        Look own = name.equals("pre") ? look.with(style).withSpaces() : look.with(style);
        if (own != look || role != Role.TEXT) {
            around.push(new Within(element, look, role));
        }
        look = own;
        role.start(lines);
        switch (name) {
            case "br" -> lines.lineBreak();
            case "hr" -> lines.rule();
            case "img" -> picture(element);
            case "ol" -> numbers.push(0);
            case "li" -> number(element);
            default -> {
                // says where lines begin, or nothing
            }
        }
        return true;
    }

    private void leave(Element element) {
        if (!around.isEmpty() && around.peek().element() == element) {
            Within left = around.pop();
            look = left.before();
            left.role().end(lines);
        }
        if (element.nameIs("ol")) {
            numbers.pop();
        }
        startLine(element, element.normalName());
    }

    /** Plain renderings write the numbers that a browser draws. */
    private void number(Element item) {
        if (item.parent().nameIs("ol")) {
            numbers.push(numbers.pop() + 1);
            lines.mark(numbers.peek() + ". ");
        }
    }

    private void startLine(Element element, String name) {
        if (CELLS.contains(name)) {
            lines.space();
        } else if (APART.contains(name)) {
            lines.paragraph();
        } else if (element.isBlock()) {
            lines.startLine();
        }
    }

    private void picture(Element image) {
        if (NOTHING.contains(image.attr("width")) || NOTHING.contains(image.attr("height"))) {
            return;
        }
        alternatives.append(image.attr("alt")).append('\n');
        String address = image.attr("src").strip();
        if (!address.isEmpty()) {
            boolean elsewhere = address.startsWith("http");
            int end = elsewhere ? NEXT.indexIn(address) : -1;
            pictures.add(address.substring(elsewhere ? address.indexOf(':') + 1 : 0, end < 0 ? address.length() : end));
        }
    }
}
