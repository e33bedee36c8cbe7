/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5321 sections 4.2 and 4.5.3.1.5. */
class ReplyTextTest {
    private static final String PAGE = "https://www.alcaldia.example/correo";

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "'Límite de 30 mensajes por día', Limite de 30 mensajes por dia",
        "'Año, pingüino, ¿qué?', 'Ano, pinguino, que?'",
        "'à 1h: três destinatários, não', 'a 1h: tres destinatarios, nao'",
        "'«uno» “dos” ‘tres’ – cuatro…', '\"uno\" \"dos\" ''tres'' - cuatro...'",
        "'1\u00a0000\u202f000 Straße Ærø', '1 000 000 Strasse AEro'",
        "'ﬁn ½', 'fin 1?2'",
        "'e\u0301 n\u0303', 'e n'",
        "'Ωmega Ж 漢 \ud83d\ude00 x', '?mega ? ? ? x'",
        "'a\u200fb\u202ec\u200dd', abcd",
    })
    void textShouldBeWrittenInAscii(String text, String expected) {
        assertThat(ReplyText.of("4.7.1", text, "")).isEqualTo("4.7.1 " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\r\n250 2.0.0 two",
                "one\n250 2.0.0 two",
                "one\r250 2.0.0 two",
                "one\u0085\u2028\u2029250 2.0.0 two",
                "one\u0000\t250 2.0.0 two",
            })
    void replyShouldStayOneLineWhateverIsSaid(String text) {
        assertThat(ReplyText.of("4.7.1", text, "")).isEqualTo("4.7.1 one 250 2.0.0 two");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 464, 465, 466, 499, 500, 501, 502, 5_000})
    void wholeLineShouldHaveAtMost512Octets(int length) {
        String text = ReplyText.of("4.7.28", "é".repeat(length), PAGE);

        assertThat(("550 " + text + "\r\n").length()).isLessThanOrEqualTo(512);
        assertThat(text).startsWith("4.7.28 eeee").matches("[ -~]+");
        assertThat(text.endsWith(" " + PAGE)).as("room for the page").isEqualTo(length + 6 + 2 + PAGE.length() <= 506);
    }

    @Test
    void pageShouldStandAtTheEnd() {
        assertThat(ReplyText.of("4.7.1", "Limit reached.", PAGE)).isEqualTo("4.7.1 Limit reached. " + PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://alcaldía.example/", "https://a.example/ b", "https://a.example/\r\n250 ok"})
    void pageShouldBeLeftOutWhenItCannotStandThere(String page) {
        assertThat(ReplyText.of("4.7.1", "Limit reached.", page)).isEqualTo("4.7.1 Limit reached.");
    }
}
