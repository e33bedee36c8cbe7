/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the MIME of tests; octets are UTF-8 where nothing else is said. */
final class Mime {
    private static final String BOUNDARY = "x%dx";

    private Mime() {}

    static byte[] message(String mime) {
        return mime.getBytes(UTF_8);
    }

    /** An entity of one part whose octets are {@code body} in {@code charset} after {@code encoding}. */
    static byte[] part(String type, String encoding, String body, Charset charset) {
        var head = "Content-Type: " + type + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n";
        var message = new ByteArrayOutputStream();
        message.writeBytes(message(head));
        message.writeBytes(encoded(body.getBytes(charset), encoding));
        return message.toByteArray();
    }

    static String part(String type, String body) {
        return "Content-Type: " + type + "\r\n\r\n" + body;
    }

    static String plain(String body) {
        return part("text/plain; charset=utf-8", body);
    }

    static String html(String body) {
        return part("text/html; charset=utf-8", body);
    }

    static String file(String type, String content) {
        return "Content-Type: " + type + "\r\nContent-Disposition: attachment; filename=a\r\n\r\n" + content;
    }

    static String multipart(String kind, String... parts) {
        // the boundary of what is around must not be that of what is in it
        var boundary =
                BOUNDARY.formatted(Stream.of(parts).mapToInt(String::length).sum());
        return Stream.of(parts)
                .map(part -> "--" + boundary + "\r\n" + part + "\r\n")
                .collect(Collectors.joining(
                        "",
                        "Content-Type: multipart/" + kind + "; boundary=" + boundary + "\r\n\r\n",
                        "--" + boundary + "--\r\n"));
    }

    private static byte[] encoded(byte[] octets, String encoding) {
        return switch (encoding) {
            case "base64" -> Base64.getMimeEncoder().encode(octets);
            case "quoted-printable" -> message(quotedPrintable(octets));
            default -> octets;
        };
    }

    private static String quotedPrintable(byte[] octets) {
        var lines = new StringBuilder();
        for (int index = 0; index < octets.length; index++) {
            lines.append(
                    octets[index] > ' ' && octets[index] != '=' || octets[index] == ' '
                            ? String.valueOf((char) octets[index])
                            : "=%02X".formatted(octets[index] & 0xFF));
            lines.append(index % 20 == 19 ? "=\r\n" : "");
        }
        return lines.toString();
    }
}
