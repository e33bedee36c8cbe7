/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.common.base.CharMatcher;

/**
 * Decodes the encoded words of a header (RFC 2047), broken ones too: {@code =?utf-8?Q?Atenci=C3?= =?utf-8?Q?=B3n?=} is
 * <em>Atención</em>, although a character must not be parted so. Unlike mime4j's decoder it joins the octets of
 * neighbouring words before it makes characters of them, and reads words with blanks in them and without an end.
 */
final class EncodedWords {
    private static final Pattern WORD =
            Pattern.compile("=\\?([\\w.:+-]{1,40})(?:\\*[\\w-]{0,20})?\\?([BbQq])\\?(.*?)(?:\\?=|$)");
    private static final int HEX = 16;

    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private String charset = "";

    private EncodedWords() {}

    static String decode(String header) {
        return header.contains("=?") ? new EncodedWords().read(header) : header;
    }

    private String read(String header) {
        Matcher words = WORD.matcher(header);
        int end = 0;
        while (words.find()) {
            String between = header.substring(end, words.start());
            boolean neighbours = end > 0 && CharMatcher.whitespace().matchesAllOf(between);
            if (!neighbours || !words.group(1).equalsIgnoreCase(charset)) {
                flush();
                charset = words.group(1);
            }
            if (!neighbours) {
                text.append(between);
            }
            octets.writeBytes(words.group(2).equalsIgnoreCase("q") ? quoted(words.group(3)) : base64(words.group(3)));
            end = words.end();
        }
        flush();
        return text.append(header, end, header.length()).toString();
    }

    private void flush() {
        text.append(Characters.decode(octets.toByteArray(), charset));
        octets.reset();
    }

    private static byte[] base64(String payload) {
        String digits = CharMatcher.inRange('A', 'Z')
                .or(CharMatcher.inRange('a', 'z'))
                .or(CharMatcher.inRange('0', '9'))
                .or(CharMatcher.anyOf("+/"))
                .retainFrom(payload);
        // a single digit left over holds no octet
        return Base64.getDecoder().decode(digits.substring(0, digits.length() - (digits.length() % 4 == 1 ? 1 : 0)));
    }

    private static byte[] quoted(String payload) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (int index = 0; index < payload.length(); index++) {
            char character = payload.charAt(index);
            if (character == '=' && index + 2 < payload.length() && isHex(payload, index + 1)) {
                decoded.write(Integer.parseInt(payload, index + 1, index + 3, HEX));
                index += 2;
            } else if (character < 0x80) {
                decoded.write(character == '_' ? ' ' : character);
            } else {
                decoded.writeBytes(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
            }
        }
        return decoded.toByteArray();
    }

    private static boolean isHex(String payload, int index) {
        return Character.digit(payload.charAt(index), HEX) >= 0 && Character.digit(payload.charAt(index + 1), HEX) >= 0;
    }
}
