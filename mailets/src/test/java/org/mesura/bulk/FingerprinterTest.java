/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.submission.HashKey;

class FingerprinterTest {
    private static final String TEXT = "Estimados señores: la sesión del Concejo será el día jueves a las diez en el "
            + "salón principal de la alcaldía, con participación abierta.";
    private static final Fingerprinter FINGERPRINTER = new Fingerprinter(new HashKey(1, 2));
    private static final Optional<Long> EXPECTED =
            fingerprint("Subject: a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + TEXT);

    private static Optional<Long> fingerprint(String message) {
        return fingerprint(message, StandardCharsets.UTF_8);
    }

    private static Optional<Long> fingerprint(String message, Charset charset) {
        return compared(FINGERPRINTER, message.getBytes(charset));
    }

    /** What makes two messages equal: the words, and beside few of them the rest. */
    private static Optional<Long> compared(Fingerprinter fingerprinter, byte[] message) {
        return fingerprinter
                .fingerprint(new ByteArrayInputStream(message))
                .map(fingerprint -> fingerprint.length() < Fingerprinter.ENOUGH_WORDS
                        ? fingerprint.textAndBeside(fingerprint.length())
                        : fingerprint.text(fingerprint.length()));
    }

    @Test
    void subjectAndLinesShouldNotMatterUnderALongText() {
        assertThat(fingerprint("Subject: b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                        + TEXT.replaceAll("(\\S+ \\S+ \\S+) ", "$1\r\n")))
                .isPresent()
                .isEqualTo(EXPECTED);
    }

    @ParameterizedTest(name = "{0} words of one's own above a quotation of 20")
    @CsvSource({"11, 31, true", "12, 12, false"})
    void quotationShouldCountWhereTooLittleIsSaid(int own, int length, boolean borrowed) {
        Fingerprint fingerprint = Texts.fingerprint(Texts.words(7, own) + "\r\n\r\n> " + Texts.words(8, 20));

        assertThat(fingerprint.length()).isEqualTo(length);
        assertThat(fingerprint.isBorrowed()).isEqualTo(borrowed);
    }

    @Test
    void subjectShouldTellTextsApartThatSayLittleAboveAFooter() {
        Fingerprint one = Texts.ofMessage("Subject: uno\r\n\r\n" + TEXT);
        Fingerprint answer = Texts.ofMessage("Subject: Re: uno\r\n\r\n" + TEXT);
        Fingerprint other = Texts.ofMessage("Subject: dos\r\n\r\n" + TEXT);

        assertThat(other.text(3)).isEqualTo(one.text(3));
        assertThat(other.textAndBeside(3)).isNotEqualTo(one.textAndBeside(3));
        assertThat(answer.textAndBeside(3)).isEqualTo(one.textAndBeside(3));
    }

    @Test
    void pictureShouldTellMessagesApartThatSayNothing() {
        String picture = "Content-Type: text/html\r\n\r\n<img src=\"https://example.org/%s.png\">";
        Fingerprint one = Texts.ofMessage(picture.formatted("uno"));

        assertThat(one.length()).isZero();
        assertThat(Texts.ofMessage(picture.formatted("dos")).textAndBeside(0)).isNotEqualTo(one.textAndBeside(0));
        assertThat(Texts.ofMessage(picture.formatted("uno")).textAndBeside(0)).isEqualTo(one.textAndBeside(0));
    }

    @Test
    void otherTextShouldHaveAnotherFingerprint() {
        assertThat(fingerprint("Subject: a\r\n\r\n" + TEXT + " Gracias"))
                .isPresent()
                .isNotEqualTo(EXPECTED);
    }

    @Test
    void otherCharsetShouldHaveTheSameFingerprint() {
        assertThat(fingerprint(
                        "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                                + TEXT,
                        StandardCharsets.ISO_8859_1))
                .isEqualTo(EXPECTED);
    }

    @Test
    void base64ShouldHaveTheSameFingerprint() {
        assertThat(fingerprint("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(TEXT.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(EXPECTED);
    }

    @Test
    void quotedPrintableShouldHaveTheSameFingerprint() {
        assertThat(fingerprint("Content-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                        + TEXT.replace("ñ", "=C3=B1")
                                .replace("ó", "=C3=B3")
                                .replace("í", "=C3=AD")
                                .replace("á", "=C3=A1")
                                .replace("principal", "princi=\r\npal")))
                .isEqualTo(EXPECTED);
    }

    @Test
    void htmlShouldHaveTheSameFingerprint() {
        assertThat(fingerprint("Content-Type: text/html; charset=utf-8\r\n\r\n<html><head><style>p{}</style></head>"
                        + "<body><p>" + TEXT.replace("ñ", "&ntilde;").replace("jueves", "<b>jueves</b>")
                        + "</p></body></html>"))
                .isEqualTo(EXPECTED);
    }

    @Test
    void alternativesOfOneTextShouldHaveTheSameFingerprint() {
        assertThat(fingerprint("Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + TEXT + "\r\n--x\r\n"
                        + "Content-Type: text/html; charset=utf-8\r\n\r\n<p>" + TEXT + "</p>\r\n--x--\r\n"))
                .isEqualTo(EXPECTED);
    }

    @Test
    void invisibleCharactersAndCaseShouldNotMatter() {
        assertThat(fingerprint("Content-Type: text/plain; charset=utf-8\r\n\r\n"
                        + TEXT.toUpperCase(Locale.ROOT).replace("CONCEJO", "CON\u200bCE\u00adJO")))
                .isEqualTo(EXPECTED);
    }

    @Test
    void attachmentShouldTellShortMessagesApart() {
        assertThat(withAttachment("Adjunto oficio.", "uno"))
                .isEqualTo(withAttachment("Adjunto oficio.", "uno"))
                .isNotEqualTo(withAttachment("Adjunto oficio.", "dos"));
        assertThat(withAttachment("", "uno")).isPresent().isNotEqualTo(withAttachment("", "dos"));
    }

    @Test
    void subjectShouldTellShortMessagesApart() {
        assertThat(fingerprint("Subject: uno\r\n\r\nok")).isNotEqualTo(fingerprint("Subject: dos\r\n\r\nok"));
    }

    @Test
    void emptyMessageShouldHaveNoFingerprint() {
        assertThat(fingerprint("From: ana@alcaldia.example\r\n\r\n\r\n")).isEmpty();
        assertThat(fingerprint("")).isEmpty();
    }

    @Test
    void otherKeyShouldGiveAnotherFingerprint() {
        var other = new Fingerprinter(new HashKey(1, 3));

        assertThat(compared(other, TEXT.getBytes(StandardCharsets.UTF_8))).isNotEqualTo(EXPECTED);
    }

    private static Optional<Long> withAttachment(String text, String content) {
        return fingerprint("Subject: x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n" + text
                + "\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n" + content
                + "\r\n--x--\r\n");
    }

    @Test
    void whatIsQuotedShouldMatterUnderFewWords() {
        assertThat(fingerprint("Subject: a\r\n\r\nBueno.\r\n> uno"))
                .isPresent()
                .isNotEqualTo(fingerprint("Subject: a\r\n\r\nBueno.\r\n> dos"));
    }
}
