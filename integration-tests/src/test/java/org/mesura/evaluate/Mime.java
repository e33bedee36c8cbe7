/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.apache.james.mime4j.codec.QuotedPrintableOutputStream;

import com.google.common.html.HtmlEscapers;

/** Writes a message as its octets are handed in: header, text in a {@link Dress}. */
final class Mime {
    private static final String BOUNDARY = "=_part_of_this_message";
    private static final String HTML =
            "<html><head><style>p { margin: 1em 0 }</style></head><body>%n%s%n</body></html>%n";

    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern BETWEEN_PARAGRAPHS = Pattern.compile("\\n[ \\t]*\\n\\s*");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(8_192);

    private Mime() {}

    /** A message of {@code plain}, or of {@code rich} where it is dressed as HTML; both say the same. */
    static byte[] message(String subject, boolean reply, Dress dress, String plain, String rich) {
        Mime mime = new Mime();
        mime.header(subject, reply);
        switch (dress.form()) {
            case PLAIN -> mime.part("plain", plain, dress);
            case HTML -> mime.part("html", html(rich, dress.markup()), dress);
            case ALTERNATIVE -> mime.alternative(plain, rich, dress);
        }
        return mime.out.toByteArray();
    }

    private void header(String subject, boolean reply) {
        String base64 = Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8));
        line("From: Someone <someone@alcaldia.example>");
        line("To: Somebody <somebody@outside.example>");
        line("Subject: =?utf-8?B?" + base64 + "?=");
        line("Message-ID: <1@alcaldia.example>");
        if (reply) {
            line("In-Reply-To: <0@outside.example>");
            line("References: <0@outside.example>");
        }
        line("MIME-Version: 1.0");
    }

    private void alternative(String plain, String rich, Dress dress) {
        line("Content-Type: multipart/alternative; boundary=\"" + BOUNDARY + "\"");
        line("");
        line("--" + BOUNDARY);
        part("plain", plain, dress);
        line("--" + BOUNDARY);
        part("html", html(rich, dress.markup()), dress);
        line("--" + BOUNDARY + "--");
    }

    private void part(String subtype, String text, Dress dress) {
        Charset charset = dress.charsetFor(text);
        byte[] octets = LINE_END.matcher(text).replaceAll("\r\n").getBytes(charset);
        line("Content-Type: text/" + subtype + "; charset=" + charset.name().toLowerCase(Locale.ROOT));
        switch (dress.encoding()) {
            case AS_IT_IS -> body("8bit", octets);
            case QUOTED_PRINTABLE -> body("quoted-printable", quotedPrintable(octets));
            case BASE64 -> body("base64", Base64.getMimeEncoder().encode(octets));
        }
    }

    private void body(String encoding, byte[] octets) {
        line("Content-Transfer-Encoding: " + encoding);
        line("");
        out.writeBytes(octets);
        line("");
    }

    private void line(String line) {
        out.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] quotedPrintable(byte[] octets) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(octets.length * 5 / 4);
        try (QuotedPrintableOutputStream encoder = new QuotedPrintableOutputStream(encoded, false)) {
            encoder.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return encoded.toByteArray();
    }

    private static String html(String text, Dress.Markup markup) {
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : BETWEEN_PARAGRAPHS.split(LINE_END.matcher(text).replaceAll("\n"))) {
            String escaped = HtmlEscapers.htmlEscaper().escape(paragraph);
            String linked = LINK.matcher(escaped).replaceAll("<a href=\"$0\">$0</a>");
            paragraphs.add(linked.replace("\n", "<br>\n"));
        }
        return HTML.formatted(markup.body(paragraphs));
    }
}
