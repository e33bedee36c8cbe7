/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;

/** MIME trees as nobody's mail program writes them; each character stands for one octet. */
final class RandomMime {
    private static final int DEEPEST = 20;
    private static final ImmutableList<String> TYPES = ImmutableList.of(
            "text/plain",
            "text/html",
            "text/plain; charset=utf-8",
            "text/plain; charset=klingon; format=flowed; delsp=yes",
            "text/plain; charset=\"\"",
            "text/plain; charset=utf-16",
            "text/plain; charset=x-utf-32be-bom",
            "text/html; charset=iso-2022-jp",
            "text/html; charset=utf-7",
            "application/xhtml+xml",
            "text/calendar",
            "text/vcard; name*0*=utf-8''a; name*1=b",
            "application/octet-stream; name=a.zip",
            "application/pkcs7-signature",
            "message/rfc822",
            "message/delivery-status",
            "multipart/mixed",
            "multipart/alternative; boundary=",
            "multipart/related; boundary=\"",
            "multipart/signed; boundary=a b",
            "text",
            "/",
            "text/plain; charset",
            ";;;=;",
            "text/plain; =; charset*1*=x; charset*0=y",
            "\u00ff/\u0000");
    private static final ImmutableList<String> ENCODINGS = ImmutableList.of(
            "7bit", "8bit", "binary", "base64", "BASE64", "quoted-printable", "uuencode", "", "base64 x", "\u00e9");
    private static final ImmutableList<String> FIELDS = ImmutableList.of(
            "Subject: =?utf-8?q?a_=C3=B1?= =?klingon?b?8Q==?= =?utf-8?b?8?=",
            "Subject: =?utf-8?q?=?",
            "Subject: re: fwd: re[3]: a\r\n\tb",
            "Subject",
            ": empty",
            "Content-Disposition: attachment; filename=\"",
            "Content-Disposition: inline; filename*=utf-8'es'%C3",
            "Content-Id: <<a>",
            "Content-Type: text/html; charset=utf-8",
            "Content-Type: multipart/mixed; boundary=b0",
            "Content-Transfer-Encoding: base64",
            "X: \u0000\u0001\u007f\u0080\u00ff",
            "A(comment (nested): x");
    private static final ImmutableList<String> TAGS = ImmutableList.of(
            "<p>",
            "</p>",
            "<br>",
            "<div class=gmail_quote>",
            "<blockquote>",
            "</div>",
            "<table><tr><td>",
            "</table>",
            "<style>.a{display:none}@media x{",
            "</style>",
            "<p style='font-size:0;color:#fff'>",
            "<!-- ",
            "-->",
            "<!",
            "<script>",
            "</script>",
            "<svg>",
            "<math>",
            "<template>",
            "<select><option>",
            "<b><i><u>",
            "</b>",
            "<a href='",
            "<img src=cid:a alt='",
            "'",
            "\"",
            ">",
            "<",
            "</",
            "<textarea>",
            "<title>",
            "<frameset>",
            "<plaintext>",
            "&",
            "&#0;",
            "&#xD800;",
            "&#99999999999;",
            "&ntilde",
            "&amp;",
            "<meta charset=utf-16>",
            "<base href=x>");
    private static final ImmutableList<String> TEXTS = ImmutableList.of(
            "hola ",
            "convocatoria ",
            "\r\n",
            "\n",
            "\r",
            "> ",
            ">>> ",
            "-- \r\n",
            "Estimada Ana:\r\n",
            "De: Ana\r\n",
            "http://a.example/x?y=1 ",
            "[http:(http:<http:",
            "\u0000",
            "\u00ed\u00a0\u0080",
            "\u00c3",
            "\u00ff\u00fe",
            "\u00c3\u00b1",
            "\u00e2\u0080\u00ae",
            "\u00f0\u009f\u0098\u0080",
            "1234 ",
            "$1.000.000 ",
            "=C3=B1",
            "=\r\n",
            "=",
            "=4",
            "aG9sYQ==",
            "aG9sYQ",
            "begin 644 a\r\n",
            "\u001b$B",
            "+2AA-",
            "_____________\r\n",
            "El lun. escribi\u00f3:\r\n",
            "Este mensaje es confidencial y para su destinatario.\r\n");

    private final Random random;
    private int left;

    RandomMime(Random random) {
        this.random = random;
        this.left = 1 + random.nextInt(60);
    }

    byte[] message() {
        return entity(0).getBytes(ISO_8859_1);
    }

    private String entity(int depth) {
        left--;
        return switch (depth < DEEPEST && left > 0 ? random.nextInt(6) : 5) {
            case 0, 1, 2 -> fields() + multipart(depth);
            case 3 -> fields() + "Content-Type: message/rfc822\r\n\r\n" + entity(depth + 1);
            default -> leaf();
        };
    }

    private String multipart(int depth) {
        String boundary = chance(90) ? "b" + random.nextInt(4) : any(TEXTS).strip();
        String type = any(ImmutableList.of("mixed", "alternative", "related", "report", "digest", "signed", "x"));
        StringBuilder parts =
                new StringBuilder("Content-Type: multipart/" + type + "; boundary=\"" + boundary + "\"\r\n\r\n");
        for (int part = random.nextInt(4); part >= 0 && left > 0; part--) {
            parts.append("--")
                    .append(chance(90) ? boundary : "b9")
                    .append("\r\n")
                    .append(entity(depth + 1))
                    .append("\r\n");
        }
        return parts + (chance(80) ? "--" + boundary + "--\r\n" : "");
    }

    private String leaf() {
        String head = fields() + "Content-Type: " + any(TYPES) + "\r\n"
                + (chance(60) ? "Content-Transfer-Encoding: " + any(ENCODINGS) + "\r\n" : "");
        return head + (chance(95) ? "\r\n" : "") + body();
    }

    private String fields() {
        return chance(50) ? some(3, () -> any(FIELDS) + "\r\n") : "";
    }

    /** Seldom one that unfolds to a lot. */
    private String body() {
        if (chance(3)) {
            return any(chance(50) ? TAGS : TEXTS).repeat(1 + random.nextInt(60_000));
        }
        if (chance(2)) {
            return "Subject: " + any(TEXTS).repeat(random.nextInt(50_000)) + "\r\n\r\n";
        }
        return some(60, () -> any(chance(40) ? TAGS : TEXTS));
    }

    private String some(int most, Supplier<String> one) {
        return Stream.generate(one).limit(random.nextInt(most + 1)).collect(Collectors.joining());
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
