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
 * @param encoding how octets are carried
 * @param charset the charset, if it has all characters; else UTF-8
 */
record Dress(Form form, Encoding encoding, Charset charset) {
    /** Plain UTF-8 as it is. */
    static final Dress PLAIN = new Dress(Form.PLAIN, Encoding.AS_IT_IS, StandardCharsets.UTF_8);

    static final Dress HTML = new Dress(Form.HTML, Encoding.QUOTED_PRINTABLE, StandardCharsets.UTF_8);

    static final Dress ALTERNATIVE = new Dress(Form.ALTERNATIVE, Encoding.QUOTED_PRINTABLE, StandardCharsets.UTF_8);

    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, Charset.forName("windows-1252"));

    /** Which parts the message has. */
    enum Form {
        PLAIN,
        HTML,
        ALTERNATIVE
    }

    /** RFC 2045's encodings: 7bit or 8bit, quoted-printable, base64. */
    enum Encoding {
        AS_IT_IS,
        QUOTED_PRINTABLE,
        BASE64
    }

    static Dress any(Random random) {
        return new Dress(
                Form.values()[random.nextInt(Form.values().length)],
                Encoding.values()[random.nextInt(Encoding.values().length)],
                CHARSETS.get(random.nextInt(CHARSETS.size())));
    }

    Charset charsetFor(String text) {
        return charset.newEncoder().canEncode(text) ? charset : StandardCharsets.UTF_8;
    }
}
