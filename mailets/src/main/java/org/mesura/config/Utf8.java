/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text files in UTF-8, the only encoding in which an administrator's files are read unless XML names another. */
final class Utf8 {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Utf8() {}

    /** The text of a file, without the byte order mark that some editors put before it; or its one mistake. */
    static Optional<String> decode(byte[] file, Mistakes mistakes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            mistakes.add(malformed(file));
            return Optional.empty();
        }
    }

    /** Where a file that is not UTF-8 stops being so, and what to do. */
    static String malformed(byte[] file) {
        CharBuffer valid = CharBuffer.allocate(file.length);
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file), valid, true);
        String before = valid.flip().toString();
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return "the text is not valid UTF-8 at line " + line + ", column " + column + ": save the file as UTF-8";
    }
}
