/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

/**
 * Plain text as a reader sees it: lines end in {@code \n}, and those that a sender's program broke softly are one again
 * (RFC 3676: a line that ends in a blank goes on in the next one of the same quote depth; with {@code DelSp} that blank
 * was put in; the line {@code "-- "} never goes on; a blank at the begin of a line is stuffing).
 */
final class PlainText {
    private static final String SIGNATURE = "-- ";
    private static final char NO_BREAK_SPACE = '\u00A0';

    private final boolean delSp;
    private final StringBuilder text;
    private int depth;
    private boolean open;

    private PlainText(boolean delSp, int length) {
        this.delSp = delSp;
        this.text = new StringBuilder(length);
    }

    /** The lines of {@code text} whose breaks are all meant. */
    static String fixed(String text) {
        return LinkTargets.without(lines(text));
    }

    /** The lines of {@code text} whose soft breaks are undone. */
    static String flowed(String text, boolean delSp) {
        PlainText flowed = new PlainText(delSp, text.length());
        String lines = lines(text);
        int start = 0;
        for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', start)) {
            flowed.take(lines.substring(start, end));
            start = end + 1;
        }
        flowed.take(lines.substring(start));
        return LinkTargets.without(flowed.text.toString());
    }

    private void take(String line) {
        int quotes = 0;
        while (quotes < line.length() && line.charAt(quotes) == '>') {
            quotes++;
        }
        String words = line.substring(line.startsWith(" ", quotes) ? quotes + 1 : quotes);
        boolean signature = words.equals(SIGNATURE);
        if (!open || quotes != depth || signature) {
            startLine(quotes);
        }
        open = words.endsWith(" ") && !signature;
        text.append(words, 0, words.length() - (open && delSp ? 1 : 0));
        depth = quotes;
    }

    private void startLine(int quotes) {
        if (text.length() > 0) {
            text.append('\n');
        }
        if (quotes > 0) {
            text.append(">".repeat(quotes)).append(' ');
        }
    }

    private static String lines(String text) {
        StringBuilder lines = new StringBuilder(text.length());
        int start = 0;
        for (int end = text.indexOf('\r'); end >= 0; end = text.indexOf('\r', start)) {
            lines.append(text, start, end);
            boolean alone = end + 1 == text.length() || text.charAt(end + 1) != '\n';
            lines.append(alone ? "\n" : "");
            start = end + 1;
        }
        return lines.append(text, start, text.length()).toString().replace(NO_BREAK_SPACE, ' ');
    }
}
