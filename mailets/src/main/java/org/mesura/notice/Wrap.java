/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.util.ArrayList;
import java.util.List;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;

/**
 * Sets plain text in lines of at most 78 characters (RFC 5322, 2.1.1). Lines that follow each other are one paragraph; a
 * line that begins with a blank or {@code - } begins anew and what does not fit of it hangs under its text. More than
 * one empty line become one. A web address is never broken, however long: a broken one opens nothing.
 */
final class Wrap {
    static final int WIDTH = 78;

    private final List<String> lines = new ArrayList<>();

    private Wrap() {}

    /** {@code text} in lines, each ended by {@code \n}. */
    static String of(String text) {
        Wrap wrap = new Wrap();
        StringBuilder paragraph = new StringBuilder();
        for (String line : Splitter.on('\n').split(text)) {
            if (line.isBlank() || line.startsWith(" ") || line.startsWith("- ")) {
                wrap.end(paragraph);
            }
            if (line.isBlank()) {
                wrap.space();
            }
            paragraph.append(paragraph.isEmpty() ? line : " " + line.strip());
        }
        wrap.end(paragraph);
        return String.join("\n", wrap.lines).strip() + "\n";
    }

    private void end(StringBuilder paragraph) {
        String text = CharMatcher.whitespace().trimTrailingFrom(paragraph);
        paragraph.setLength(0);
        if (!text.isEmpty()) {
            set(text, hanging(text));
        }
    }

    private void space() {
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            lines.add("");
        }
    }

    private static int hanging(String text) {
        int indent = CharMatcher.isNot(' ').indexIn(text);
        return text.startsWith("- ", indent) ? indent + 2 : indent;
    }

    private void set(String text, int hanging) {
        String indent = " ".repeat(hanging);
        StringBuilder line = new StringBuilder(text.substring(0, hanging));
        for (String word : Splitter.on(' ').omitEmptyStrings().split(text.substring(hanging))) {
            if (line.length() > hanging && line.length() + 1 + word.length() > WIDTH) {
                begin(line, indent);
            }
            line.append(line.length() > hanging ? " " : "").append(word);
            while (line.length() > WIDTH && !isAddress(word)) {
                cut(line, indent);
            }
        }
        lines.add(line.toString());
    }

    private void begin(StringBuilder line, String indent) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent);
    }

    private void cut(StringBuilder line, String indent) {
        int cut = OneLine.cut(line.toString(), WIDTH);
        if (cut <= indent.length()) {
            // one letter under so many marks that it alone fills a line: else this would go on for ever
            cut = indent.length() + OneLine.cut(line.substring(indent.length()), WIDTH - indent.length());
        }
        String rest = line.substring(cut);
        line.setLength(cut);
        begin(line, indent);
        line.append(rest);
    }

    private static boolean isAddress(String word) {
        return word.contains("https://") || word.contains("http://");
    }
}
