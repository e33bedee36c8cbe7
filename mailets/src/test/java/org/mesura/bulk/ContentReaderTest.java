/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.bulk.Mime.file;
import static org.mesura.bulk.Mime.html;
import static org.mesura.bulk.Mime.message;
import static org.mesura.bulk.Mime.multipart;
import static org.mesura.bulk.Mime.part;
import static org.mesura.bulk.Mime.plain;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.submission.HashKey;

import com.google.common.base.Splitter;

class ContentReaderTest {
    private static final String TEXT = "Estimada señora Peña: la sesión será mañana a las 10 en el salón.";
    private static final String OTHER = "Gane un premio con la lotería de este mes, haga clic en el enlace de abajo.";
    private static final String PICTURE = "Content-Type: image/png\r\nContent-ID: <logo@x>\r\n\r\nPNG";

    private static final ContentReader READER = new ContentReader(new HashKey(1, 2));

    private static MessageContent read(String mime) {
        return read(message(mime));
    }

    private static MessageContent read(byte[] message) {
        return READER.read(new ByteArrayInputStream(message));
    }

    private static String text(String mime) {
        return read(mime).text().strip();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain; charset=utf-8, 8bit, utf-8",
        "text/plain; charset=utf-8, quoted-printable, utf-8",
        "text/plain; charset=utf-8, base64, utf-8",
        "text/plain; charset=\"UTF-8\", BASE64, utf-8",
        "text/plain; charset=iso-8859-1, 8bit, iso-8859-1",
        "text/plain; charset=latin1, quoted-printable, iso-8859-1",
        "text/plain; charset=windows-1252, base64, windows-1252",
        "text/plain; charset=iso-8859-15, base64, iso-8859-15",
        "text/plain; charset=utf-16, base64, utf-16",
        "text/plain; charset=utf-16le, base64, utf-16le",
        "text/plain; charset=gb2312, base64, gb18030",
        "text/plain, 8bit, utf-8",
        "text/plain, 8bit, iso-8859-1",
        "text/plain; charset=us-ascii, 8bit, utf-8",
        "text/plain; charset=klingon, 8bit, utf-8",
        "text/plain; charset=klingon, 8bit, windows-1252",
        "text/plain; charset=utf-8, 8bit, windows-1252",
        "text/plain; charset==?, 8bit, utf-8",
        "text/something, 8bit, utf-8",
        "nonsense, 8bit, utf-8",
        "text/html; charset=utf-8, quoted-printable, utf-8",
        "text/html; charset=iso-8859-1, base64, iso-8859-1",
        "application/xhtml+xml; charset=utf-8, base64, utf-8",
    })
    void textShouldBeTheSameInEveryCharsetAndEncoding(String type, String encoding, Charset charset) {
        var encoded = part(type, encoding.equals("BASE64") ? "base64" : encoding, TEXT, charset);

        assertThat(read(encoded).text().strip()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<meta charset=iso-8859-2>",
                "<META CHARSET='iso-8859-2'>",
                "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-2\">"
            })
    void htmlShouldNameItsCharsetWhereThePartDoesNot(String meta) {
        var page = "<html><head>" + meta + "</head><body>zażółć</body></html>";

        assertThat(read(part("text/html", "8bit", page, Charset.forName("iso-8859-2")))
                        .text())
                .isEqualTo("zażółć\n");
        assertThat(read(part("text/html; charset=utf-8", "8bit", page, UTF_8)).text())
                .isEqualTo("zażółć\n");
    }

    @Test
    void byteOrderMarkShouldNotBeText() {
        assertThat(text(plain("\uFEFF" + TEXT))).isEqualTo(TEXT);
    }

    @Test
    void softLineBreaksShouldBeUndone() {
        var flowed = "> ¿Cuándo es \r\n> la sesión?\r\nMañana a las \r\ndiez en el \r\nsalón.\r\n-- \r\nAna\r\n";

        assertThat(text(part("text/plain; charset=utf-8; format=flowed", flowed)))
                .isEqualTo("> ¿Cuándo es la sesión?\nMañana a las diez en el salón.\n-- \nAna");
        assertThat(text(part("text/plain; charset=utf-8; Format=\"Flowed\"; DelSp=Yes", "Maña \r\nna\r\n")))
                .isEqualTo("Mañana");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sesión de mañana",
                " \t Sesión\r\n de mañana  ",
                "=?utf-8?Q?Sesi=C3=B3n_de_ma=C3=B1ana?=",
                "=?UTF-8*es?q?Sesi=C3=B3n?= de =?iso-8859-1?b?bWHxYW5h?=",
                "=?utf-8?B?U2VzacOzbiBkZSBtYcOx?=\r\n =?utf-8?B?YW5h?=",
            })
    void subjectShouldBeDecoded(String subject) {
        assertThat(read("Subject: " + subject + "\r\nSubject: otro\r\n\r\nhola").subject())
                .isEqualTo("Sesión de mañana");
    }

    @Test
    void subjectOfAPartShouldNotBeTheMessages() {
        assertThat(read(multipart("mixed", "Subject: no\r\n\r\nhola")).subject())
                .isEmpty();
    }

    @Test
    void textShouldContinueInTheNextTextPart() {
        assertThat(text(multipart(
                        "mixed", plain("uno"), file("application/pdf", "PDF"), plain("dos"), html("<p>tres"))))
                .isEqualTo("uno\ndos\ntres");
    }

    @Test
    void plainTextShouldBeTakenOfAlternativesThatSayTheSame() {
        assertThat(text(multipart("alternative", plain("*Aviso*: " + TEXT), html("<b>Aviso</b>:<br>" + TEXT))))
                .isEqualTo("*Aviso*: " + TEXT);
    }

    @Test
    void alternativesShouldSayTheSameWhereOneShowsAddresses() {
        var plain = "Pague aquí <https://pagos.example/a?b=c> hoy, o en https://alcaldia.example\r\n" + TEXT;
        var page = "Pague <a href='https://pagos.example/a?b=c'>aquí</a> hoy, o en "
                + "<a href='https://alcaldia.example'>https://alcaldia.example</a><br>" + TEXT;

        assertThat(text(multipart("alternative", plain(plain), html(page))))
                .isEqualTo("Pague aquí  hoy, o en https://alcaldia.example\n" + TEXT);
    }

    /** As Gmail, Outlook and Thunderbird render what they write. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*Pague* aquí <https://a.example/b> hoy. | <div><b>Pague</b> <a href='https://a.example/b'>aquí</a> hoy.</div>",
                "[image: Escudo]¶Hola | <div><img src='cid:a' alt='Escudo'><br></div><div>Hola</div>",
                "[cid:image001.png@01D]¶Ana¶ana@a.example<mailto:ana@a.example> | <p class=MsoNormal><img "
                        + "src='cid:image001.png@01D'><p>Ana<p><a href='mailto:ana@a.example'>ana@a.example</a>",
                "Traiga:¶¶   1. cédula¶   2. copia¶¶   - una¶ | Traiga:<ol><li>cédula</li><li>copia</li></ol><ul><li>una</ul>",
                "> ¿Cuándo?¶> ¿Dónde?¶¶Mañana | <blockquote type=cite>¿Cuándo?<br>¿Dónde?</blockquote><p>Mañana</p>",
                "Vea https://a.example/b | <p>Vea <a href='https://a.example/b'>https://a.example/b</a></p>",
            })
    void renderingsOfOneMailShouldHaveTheSameWords(String plain, String page) {
        var text = plain.replace("¶", "\r\n");

        assertThat(words(read(plain(text)).text()))
                .isEqualTo(words(read(html(page)).text()));
    }

    private static List<String> words(String text) {
        return Splitter.onPattern("[^\\p{L}\\p{N}>]+").omitEmptyStrings().splitToList(text);
    }

    @Test
    void htmlShouldBeTheTextWhenThePlainTextSaysSomethingElse() {
        assertThat(text(multipart("alternative", plain(TEXT), html("<p>" + OTHER))))
                .isEqualTo(OTHER);
    }

    @Test
    void htmlShouldBeTheTextWhenThePlainTextHidesItAmongOtherWords() {
        assertThat(text(multipart("alternative", plain(OTHER + " " + TEXT.repeat(3)), html("<p>" + OTHER))))
                .isEqualTo(OTHER);
    }

    @Test
    void htmlShouldBeTheTextWhenThePlainTextHasItsWordsInDisorder() {
        assertThat(text(multipart(
                        "alternative",
                        plain("abajo premio clic mes haga lotería este enlace un la Gane con de el en de de"),
                        html("<p>" + OTHER))))
                .isEqualTo(OTHER);
    }

    @Test
    void lastAlternativeShouldBeTheText() {
        assertThat(text(multipart("alternative", html("<p>" + TEXT), plain(OTHER))))
                .isEqualTo(OTHER);
    }

    @Test
    void plainTextShouldBeTakenWhenTheHtmlHasNoWords() {
        assertThat(text(multipart("alternative", plain(TEXT), html("<p><img src=cid:a>"))))
                .isEqualTo(TEXT);
    }

    @Test
    void alternativeShouldBeFoundAmongRelatedParts() {
        var related = multipart("related", html("<p>" + OTHER + "<img src='cid:logo@x'>"), PICTURE);

        var content = read(multipart("mixed", multipart("alternative", plain(TEXT), related), file("a/b", "c")));

        assertThat(content.text().strip()).isEqualTo(OTHER);
        assertThat(content.attachments()).hasSize(1);
        assertThat(content.inline()).hasSize(1);
    }

    @Test
    void orderOfAttachmentsShouldNotMatter() {
        var uno = file("application/pdf", "uno");
        var dos = file("application/pdf", "dos");

        assertThat(read(multipart("mixed", plain(TEXT), uno, dos)).attachments())
                .hasSize(2)
                .isEqualTo(read(multipart("mixed", plain(TEXT), dos, uno)).attachments())
                .isNotEqualTo(read(multipart("mixed", plain(TEXT), uno, uno)).attachments());
    }

    @Test
    void attachmentShouldBeKnownByItsDecodedContent() {
        var type = "application/octet-stream";

        assertThat(read(part(type, "base64", TEXT, ISO_8859_1)))
                .isEqualTo(read(part(type, "8bit", TEXT, ISO_8859_1)))
                .isEqualTo(read(part(type, "quoted-printable", TEXT, ISO_8859_1)))
                .isNotEqualTo(read(part(type, "base64", OTHER, ISO_8859_1)));
    }

    @Test
    void attachmentShouldBeKnownUnderTheKeyOnly() {
        var message = message(file("application/pdf", "uno"));
        var other = new ContentReader(new HashKey(1, 3));

        assertThat(other.read(new ByteArrayInputStream(message)).attachments())
                .hasSize(1)
                .isNotEqualTo(read(message).attachments());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\r\nContent-Disposition: attachment",
                "Content-Type: text/plain\r\nContent-Disposition: inline; filename=notas.txt",
                "Content-Type: text/plain\r\nContent-Disposition: inline; filename*0*=utf-8''notas",
                "Content-Type: text/html; name=\"a.html\"",
                "Content-Type: text/calendar; method=REQUEST",
                "Content-Type: text/csv",
                "Content-Type: text/x-vcard"
            })
    void textThatIsAFileShouldBeAnAttachment(String header) {
        var content = read(multipart("mixed", plain(TEXT), header + "\r\n\r\nuno dos"));

        assertThat(content.text().strip()).isEqualTo(TEXT);
        assertThat(content.attachments()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/pgp-signature", "application/pkcs7-signature; name=smime.p7s"})
    void signatureShouldNotBeAnAttachment(String type) {
        assertThat(read(multipart("signed", plain(TEXT), file(type, "uno"))))
                .isEqualTo(read(multipart("signed", plain(TEXT), file(type, "dos"))));
    }

    @Test
    void enclosedMessageShouldBeKnownByWhatItSays() {
        var head = "Received: from %s\r\nDate: %s\r\nMessage-ID: <%s>\r\n";
        var one = head.formatted("a", "hoy", "a") + multipart("mixed", plain(TEXT), file("a/b", "c"));
        var same = head.formatted("b", "ayer", "b") + multipart("mixed", plain(TEXT), "\r\n", file("a/b", "c"));
        var other = head.formatted("a", "hoy", "a") + multipart("mixed", plain(TEXT), file("a/b", "d"));

        assertThat(forwarded(one)).isEqualTo(forwarded(same)).isNotEqualTo(forwarded(other));
        assertThat(forwarded(one).text().strip()).isEqualTo("adjunto");
        assertThat(forwarded(one).attachments()).hasSize(1);
    }

    private static MessageContent forwarded(String message) {
        return read(multipart("mixed", plain("adjunto"), part("message/rfc822", message)));
    }

    @Test
    void pictureThatTheHtmlShowsShouldBeInline() {
        var shown = read(multipart("related", html("<p>hola<img src='cid:logo@x'>"), PICTURE));
        var unmentioned = read(multipart("related", html("<p>hola"), PICTURE));

        assertThat(shown.attachments()).isEmpty();
        assertThat(shown.inline()).hasSize(1).isEqualTo(unmentioned.attachments());
        assertThat(unmentioned.inline()).isEmpty();
    }

    @Test
    void pictureElsewhereShouldBeKnownByItsAddressWithoutWhoLooks() {
        var page = "<img src='%s'>";

        assertThat(read(html(page.formatted("https://img.example/a.png?id=1"))).inline())
                .hasSize(1)
                .isEqualTo(
                        read(html(page.formatted("http://img.example/a.png#2"))).inline())
                .isNotEqualTo(
                        read(html(page.formatted("https://img.example/b.png"))).inline());
        assertThat(read(html("<p>hola<img width=1 height=1 src='https://img.example/visto/123'>"))
                        .inline())
                .isEmpty();
    }

    @Test
    void alternativeTextsShouldCountWhereThereIsNoWord() {
        assertThat(text(html("<img src='a.png' alt='Feria del libro'>"))).isEqualTo("Feria del libro");
        assertThat(text(html("<img src='a.png' alt='Feria del libro'><p>hola"))).isEqualTo("hola");
    }

    @Test
    void textFilesAndEnclosedMessagesShouldBeTextWhereThereIsNone() {
        assertThat(text(file("text/plain; charset=utf-8", TEXT))).isEqualTo(TEXT);
        assertThat(text(multipart("mixed", plain(" \r\n"), file("text/html; charset=utf-8", "<p>" + TEXT))))
                .isEqualTo(TEXT);
        assertThat(text(part("text/calendar; charset=utf-8", TEXT))).isEqualTo(TEXT);
        assertThat(text(part("text/calendar; charset=utf-8", "UID:1\r\nSUMMARY:" + TEXT)))
                .isEqualTo(TEXT);
        assertThat(text(part("text/vcard; charset=utf-8", TEXT))).isEqualTo(TEXT);
        assertThat(text(part("message/rfc822", plain(TEXT)))).isEqualTo(TEXT);
        assertThat(text(part("message/rfc822", part("message/rfc822", plain(TEXT)))))
                .isEqualTo(TEXT);
    }

    @Test
    void emptyMessageShouldBeEmpty() {
        assertThat(read("From: ana@alcaldia.example\r\n\r\n\r\n").isEmpty()).isTrue();
        assertThat(read("").isEmpty()).isTrue();
    }

    @Test
    void textShouldEndWhereEnoughIsRead() {
        var long1 = "uno dos ".repeat(Allowance.PLAIN / 8);

        assertThat(read(plain(long1 + "tres"))).isEqualTo(read(plain(long1)));
    }

    @Test
    void longFileInFrontShouldNotKeepTheTextFromBeingRead() {
        var file = file("text/plain", "a ".repeat(Allowance.PLAIN));
        var enclosed = part("message/rfc822", "\r\n" + "a ".repeat(Allowance.PLAIN));

        assertThat(text(multipart("mixed", file, enclosed, file("a/b", "c".repeat(1_000_000)), plain(TEXT))))
                .isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\r\n", "X: y", " y\r\n", "\u00f1\r\n", "Received: a\r\n b\r\n"})
    void textShouldBeFoundWhenTheHeaderIsPadded(String padding) {
        var head = "Content-Type: text/plain; charset=utf-8\r\nX: " + padding.repeat(50_000);

        assertThat(text(head.stripTrailing() + "\r\n\r\n" + TEXT)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain; charset=klingon\r\n\r\nhola",
                "Content-Type: multipart/mixed\r\n\r\nhola",
                "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\nhola",
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nhola",
                "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n\r\nhola",
                "Content-Transfer-Encoding: base64\r\n\r\n!a G 9\n s Y Q",
                "Content-Transfer-Encoding: quoted-printable\r\n\r\nh=6Fla=",
                "Content-Transfer-Encoding: nonsense\r\n\r\nhola",
                "Content-Type: ;;;===\r\n\r\nhola",
                "Content-Type: text/plain\r\nContent-Type: a/b\r\n\r\nhola",
                "Content-Disposition\r\nContent-Type text/plain\r\n\r\nhola",
                ": no name\r\n\r\nhola",
                "\r\nhola",
            })
    void brokenMimeShouldStillSayWhatItSays(String message) {
        assertThat(text(message)).isEqualTo("hola");
    }
}
