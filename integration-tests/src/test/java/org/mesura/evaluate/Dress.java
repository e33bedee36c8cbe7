/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * What a mail program makes of a text.
 *
 * @param form plain text, HTML, or both
 * @param markup what paragraphs are in HTML
 * @param encoding how octets are carried
 * @param charset the charset, if it has all characters; else UTF-8
 */
record Dress(Form form, Markup markup, Encoding encoding, Charset charset) {
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, Charset.forName("windows-1252"));

    /** Which parts the message has. */
    enum Form {
        PLAIN,
        HTML,
        ALTERNATIVE
    }

    /** How programs write a paragraph in HTML. */
    enum Markup {
        PARAGRAPHS("", "<p class=\"MsoNormal\">", "</p>", ""),
        DIVISIONS("<div dir=\"ltr\">", "<div>", "</div><div><br></div>", "</div>"),
        TABLE("<table width=\"600\">", "<tr><td style=\"padding: 8px\">", "</td></tr>", "</table>");

        private final String before;
        private final String start;
        private final String end;
        private final String after;

        Markup(String before, String start, String end, String after) {
            this.before = before;
            this.start = start;
            this.end = end;
            this.after = after;
        }

        /** A body of these paragraphs. */
        String body(List<String> paragraphs) {
            StringBuilder body = new StringBuilder(before).append('\n');
            paragraphs.forEach(paragraph ->
                    body.append(start).append(paragraph).append(end).append('\n'));
            return body.append(after).toString();
        }
    }

    /** RFC 2045's encodings: 7bit or 8bit, quoted-printable, base64. */
    enum Encoding {
        AS_IT_IS,
        QUOTED_PRINTABLE,
        BASE64
    }

    /** In UTF-8, as mail programs write today. */
    static Dress usual(Form form) {
        Encoding encoding = form == Form.PLAIN ? Encoding.AS_IT_IS : Encoding.QUOTED_PRINTABLE;
        return new Dress(form, Markup.PARAGRAPHS, encoding, StandardCharsets.UTF_8);
    }

    static Dress any(Random random) {
        return new Dress(
                Form.values()[random.nextInt(Form.values().length)],
                Markup.values()[random.nextInt(Markup.values().length)],
                Encoding.values()[random.nextInt(Encoding.values().length)],
                CHARSETS.get(random.nextInt(CHARSETS.size())));
    }

    Charset charsetFor(String text) {
        return charset.newEncoder().canEncode(text) ? charset : StandardCharsets.UTF_8;
    }
}
