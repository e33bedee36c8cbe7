/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import javax.mail.BodyPart;
import javax.mail.Multipart;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever dresses a text, it is the same text. */
class MimeTest {
    private static final String TEXT = """
            Estimada Señora Ibáñez: ¿vendrá "mañana" a las 10?

            Más en https://agenda.alcaldia.example/c?id=5&x=1
            o aquí = allí.

            Un último párrafo, con < y >.
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void textShouldBeTheSameInEveryDress(long seed) throws Exception {
        Dress dress = Dress.any(new Random(seed));

        MimeMessage message = parsed(Mime.message("Invitación", false, dress, TEXT, TEXT));

        assertThat(words(message.getContent())).as("seed %d: %s", seed, dress).isEqualTo(words(TEXT));
        assertThat(message.getSubject()).isEqualTo("Invitación");
    }

    @Test
    void otherCharsetShouldBeTakenWhenTheOneAskedForLacksACharacter() throws Exception {
        Dress latin = new Dress(
                Dress.Form.PLAIN,
                Dress.Markup.PARAGRAPHS,
                Dress.Encoding.QUOTED_PRINTABLE,
                StandardCharsets.ISO_8859_1);

        MimeMessage message = parsed(Mime.message("Precio", false, latin, "Cuesta 5 € ✓", ""));

        assertThat(message.getContent().toString().strip()).isEqualTo("Cuesta 5 € ✓");
    }

    @Test
    void messageShouldNameWhatItAnswersWhenItIsAReply() throws Exception {
        Dress plain = Dress.usual(Dress.Form.PLAIN);

        assertThat(parsed(Mime.message("s", true, plain, "t", "t")).getHeader("In-Reply-To"))
                .isNotEmpty();
        assertThat(parsed(Mime.message("s", false, plain, "t", "t")).getHeader("In-Reply-To"))
                .isNull();
    }

    private static MimeMessage parsed(byte[] message) throws Exception {
        return new MimeMessage((Session) null, new ByteArrayInputStream(message));
    }

    private static String words(Object content) throws Exception {
        if (content instanceof Multipart parts) {
            BodyPart html = parts.getBodyPart(parts.getCount() - 1);
            assertThat(words(parts.getBodyPart(0).getContent())).isEqualTo(words(html.getContent()));
            return words(html.getContent());
        }
        String text = content.toString();
        return (text.startsWith("<html>") ? Jsoup.parse(text).text() : text)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
