/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
            octets.writeBytes(octets(words.group(3), words.group(2)));
            end = words.end();
        }
        flush();
        return text.append(header, end, header.length()).toString();
    }

    private void flush() {
        text.append(Characters.decode(octets.toByteArray(), charset));
        octets.reset();
    }

    private static byte[] octets(String payload, String encoding) {
        return encoding.equalsIgnoreCase("b")
                ? TransferEncoding.BASE64.decode(payload.getBytes(StandardCharsets.UTF_8))
                : TransferEncoding.QUOTED_PRINTABLE.decode(
                        payload.replace("_", "=20").getBytes(StandardCharsets.UTF_8));
    }
}
