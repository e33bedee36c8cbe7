/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Random;

import javax.activation.DataHandler;
import javax.mail.BodyPart;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.util.ByteArrayDataSource;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;

/** The messages of which fingerprints are made: of words drawn with a seed, the same in each run. */
enum Specimen {
    TEXT_8BIT("text-4k-8bit") {
        @Override
        void write(MimeMessage message, Words words) throws MessagingException {
            text(message, words, "8bit");
        }
    },
    TEXT_BASE64("text-4k-base64") {
        @Override
        void write(MimeMessage message, Words words) throws MessagingException {
            text(message, words, "base64");
        }
    },
    TEXT_QUOTED_PRINTABLE("text-4k-quoted-printable") {
        @Override
        void write(MimeMessage message, Words words) throws MessagingException {
            text(message, words, "quoted-printable");
        }
    },
    /** Paragraphs, each with a style, as an office's mail program writes them. */
    HTML_OFFICE("html-20k-office") {
        @Override
        void write(MimeMessage message, Words words) throws MessagingException {
            message.setText(page(words, OFFICE), CHARSET, "html");
        }
    },
    /** Tables in tables, more mark-up than text. */
    HTML_NEWSLETTER("html-20k-newsletter") {
        @Override
        void write(MimeMessage message, Words words) throws MessagingException {
            message.setText(page(words, NEWSLETTER), CHARSET, "html");
        }
    },
    ATTACHMENT("attachment-1m") {
        @Override
        void write(MimeMessage message, Words words) throws MessagingException {
            attach(message, words, "base64");
        }
    },
    /** Which costs mime4j next to nothing to decode: the digest alone takes nearly as long. */
    ATTACHMENT_8BIT("attachment-1m-8bit") {
        @Override
        void write(MimeMessage message, Words words) throws MessagingException {
            attach(message, words, "8bit");
        }
    };

    private static final String CHARSET = "utf-8";
    private static final int TEXT = 4_000;
    private static final int HTML = 20_000;
    private static final int FILE = 1_000_000;
    private static final int LINE = 72;
    private static final String OFFICE =
            "<p class=\"MsoNormal\" style=\"margin:0cm\"><span style=\"font-size:11.0pt;font-family:Calibri\">%s</span></p>\n";
    private static final String NEWSLETTER =
            "<table width=\"100%%\" cellpadding=\"0\" border=\"0\" bgcolor=\"#ffffff\"><tr>"
                    + "<td class=\"cell\" style=\"padding:0 10px;font-family:Arial,sans-serif;font-size:14px;color:#333333\">%s "
                    + "<a href=\"https://alcaldia.example/boletin?id=1\" style=\"color:#0066cc\">enlace</a></td></tr></table>\n";

    private final String id;

    Specimen(String id) {
        this.id = id;
    }

    /** The name in measures. */
    String id() {
        return id;
    }

    /** The message as it comes over the wire. */
    byte[] octets() {
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
            message.setFrom("ana@alcaldia.example");
            message.setSubject("Sesión del Concejo", CHARSET);
            write(message, new Words());
            message.saveChanges();
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            message.writeTo(octets);
            return octets.toByteArray();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("the message " + id + " could not be written", e);
        }
    }

    abstract void write(MimeMessage message, Words words) throws MessagingException;

    private static void text(MimeMessage message, Words words, String encoding) throws MessagingException {
        message.setText(words.lines(TEXT), CHARSET);
        message.setHeader("Content-Transfer-Encoding", encoding);
    }

    private static void attach(MimeMessage message, Words words, String encoding) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Adjunto el acta.", CHARSET);
        BodyPart file = new MimeBodyPart();
        byte[] content = words.lines(FILE).getBytes(StandardCharsets.UTF_8);
        file.setDataHandler(new DataHandler(new ByteArrayDataSource(content, "application/pdf")));
        file.setFileName("acta.pdf");
        file.setHeader("Content-Transfer-Encoding", encoding);
        message.setContent(new MimeMultipart(text, file));
    }

    private static String page(Words words, String block) {
        StringBuilder page = new StringBuilder(
                "<html><head><style>body{margin:0} .cell{color:#333} p.MsoNormal{margin:0}</style></head><body>\n");
        while (page.length() < HTML) {
            page.append(block.formatted(words.some(block.equals(OFFICE) ? 300 : 120)));
        }
        return page.append("</body></html>").toString();
    }

    /** Words as they come in the mail of an office. */
    private static final class Words {
        private static final ImmutableList<String> WORDS = ImmutableList.copyOf(Splitter.on(' ')
                .split("el la los las un una de del en con para por sobre según entre hasta que se ha sido será fue "
                        + "sesión concejo alcaldía secretaría hacienda predial impuesto plazo pago recibo ciudadano "
                        + "trámite licencia construcción oficina horario atención lunes martes mañana tarde número "
                        + "resolución decreto artículo solicitud respuesta documento anexo copia firma salón barrio "
                        + "comunidad participación presupuesto reunión convocatoria proyecto obra contrato informe"));

        private final Random random = new Random(7);

        private String next() {
            return random.nextInt(20) == 0
                    ? Integer.toString(random.nextInt(10_000))
                    : WORDS.get(random.nextInt(WORDS.size()));
        }

        private String some(int characters) {
            StringBuilder text = new StringBuilder();
            while (text.length() < characters) {
                text.append(next()).append(random.nextInt(12) == 0 ? ". " : " ");
            }
            return text.toString();
        }

        private String lines(int characters) {
            StringBuilder text = new StringBuilder();
            while (text.length() < characters) {
                text.append(some(LINE)).append(random.nextInt(6) == 0 ? "\r\n\r\n" : "\r\n");
            }
            return text.toString();
        }
    }
}
