/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * One line of a log for programs: {@code key="value" key="value"}. In a value {@code "} and {@code \} have a {@code \}
 * before them, and whatever is not printable ASCII or a letter or digit of another script is written as {@code \u000a}: no
 * value can end its quotes, begin a line, or turn one around. So {@code  ip="} stands in a line once, wherever it is looked
 * for.
 */
final class LogLine {
    private static final int LONGEST = 300;

    private final Map<String, String> values = new LinkedHashMap<>();

    LogLine with(String key, Object value) {
        values.put(key, value.toString());
        return this;
    }

    void forEach(BiConsumer<String, String> pair) {
        values.forEach((key, value) -> pair.accept(key, escaped(value)));
    }

    private static String escaped(String value) {
        StringBuilder line = new StringBuilder();
        value.codePoints().limit(LONGEST).forEach(character -> append(character, line));
        return line.toString();
    }

    private static void append(int character, StringBuilder line) {
        if (character == '"' || character == '\\') {
            line.append('\\').appendCodePoint(character);
        } else if (character >= ' ' && character < 0x7f || Character.isLetterOrDigit(character)) {
            line.appendCodePoint(character);
        } else {
            for (char unit : Character.toChars(character)) {
                line.append(String.format("\\u%04x", (int) unit));
            }
        }
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(pair -> pair.getKey() + "=\"" + escaped(pair.getValue()) + '"')
                .collect(Collectors.joining(" "));
    }
}
