/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnTextTest {
    private static final String OWN = "Venga usted mañana.";
    private static final String HEADER = "\n\nHola Beto, ¿cuándo puedo ir?";

    private static String own(String text) {
        return String.join("", OwnText.of(text).paragraphs()).strip();
    }

    static Arguments[] answered() {
        return new Arguments[] {
            Arguments.of("quotation", "> ¿Cuándo?\n> Ana"),
            Arguments.of("quotation of a quotation", ">> ¿Cuándo?\n>Hoy no."),
            Arguments.of("indented quotation", "  > ¿Cuándo?"),
            Arguments.of("attribution in Spanish", "El lun, 2 mar 2026 a las 10:00, Ana escribió:\n> ¿Cuándo?"),
            Arguments.of("attribution in Portuguese", "Em seg., 2 de mar. de 2026, Ana escreveu:\n\n> Quando?"),
            Arguments.of("attribution in English", "On Mon, 2 Mar 2026 at 10:00, Ana wrote:\n> When?"),
            Arguments.of(
                    "attribution on two lines",
                    "El lun, 2 mar 2026 a las 10:00, Ana\n<ana@a.example> escribió:\n> ¿Y?"),
            Arguments.of("Outlook in Spanish", "De: Ana\nEnviado el: lunes\nPara: Beto\nAsunto: obra" + HEADER),
            Arguments.of("Outlook in Portuguese", "De: Ana\nEnviada em: segunda\nPara: Beto\nAssunto: obra" + HEADER),
            Arguments.of("Outlook in English", "From: Ana\nSent: Monday\nTo: Beto\nSubject: works" + HEADER),
            Arguments.of("Outlook in bold", "*De:* Ana\n*Fecha:* lunes\n*Para:* Beto" + HEADER),
            Arguments.of("Outlook with blanks before colons", "De : Ana\nEnviado : lunes\nPara : Beto" + HEADER),
            Arguments.of("Outlook with empty lines", "From: Ana\n\nSent: Monday\n\nTo: Beto" + HEADER),
            Arguments.of("original in Spanish", "-----Mensaje original-----\nDe: Ana" + HEADER),
            Arguments.of("original in Portuguese", "-----Mensagem original-----\nDe: Ana" + HEADER),
            Arguments.of("original in English", "-----Original Message-----\nFrom: Ana" + HEADER),
            Arguments.of("forwarded in Spanish", "---------- Mensaje reenviado ---------" + HEADER),
            Arguments.of("forwarded in Portuguese", "---------- Mensagem encaminhada ---------" + HEADER),
            Arguments.of("forwarded in English", "---------- Forwarded message ---------" + HEADER),
            Arguments.of("forwarded by Apple in English", "Begin forwarded message:" + HEADER),
            Arguments.of("forwarded by Apple in Spanish", "Inicio del mensaje reenviado:" + HEADER),
            Arguments.of("signature", "-- \nAna Pérez\nOficina de Obras"),
            Arguments.of("signature whose blank is lost", "--\nAna Pérez"),
            Arguments.of("signature of twelve lines", "-- " + "\nAna".repeat(12)),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answered")
    void whatCameWithATextShouldNotBeItsSendersOwn(String name, String rest) {
        assertThat(own(OWN + "\n\n" + rest)).isEqualTo(OWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ¿Cuándo?", "-- \nAna Pérez", "-----Mensaje original-----\nDe: Ana"})
    void whatIsNotOwnShouldBeTheRest(String rest) {
        assertThat(OwnText.of(OWN + "\n" + rest).rest()).isEqualTo(rest + "\n");
    }

    @Test
    void answersBetweenQuotedLinesShouldBeOwn() {
        assertThat(own("> ¿Cuándo?\nMañana.\n> ¿Dónde?\nAquí.")).isEqualTo("Mañana.\nAquí.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ayer la alcaldesa escribió:\nvengan todos",
                "De: la alcaldesa\nPara: todos los vecinos\nvengan",
                "De:\n\nde las obras hablamos mañana",
                "Mensaje original\nde la alcaldesa",
                "-- y también el viernes",
                "---\nSegunda parte",
                "Parte del mensaje original-----",
                "Fecha: lunes\nPara: todos\nDe: la alcaldesa\nvengan",
            })
    void whatOnlyLooksLikeItShouldStay(String text) {
        assertThat(own(OWN + "\n" + text)).isEqualTo(OWN + "\n" + text.replace("\n\n", "\n"));
    }

    @Test
    void longSignatureShouldBeOwn() {
        var lines = "-- " + "\nAna".repeat(13);
        var line = "-- \n" + "Ana ".repeat(200);

        assertThat(own(OWN + "\n" + lines)).contains("Ana");
        assertThat(own(OWN + "\n" + line)).contains("Ana");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hola",
                "Hola Ana:",
                "¡Hola, Ana!",
                "Estimada señora Pérez:",
                "Estimados/as vecinos:",
                "Apreciado don Beto:",
                "Querida Ana,",
                "Distinguidos señores:",
                "Buenos días",
                "Buenas tardes, Ana.",
                "Muy señores míos:",
                "Sr. Pérez:",
                "Ana Pérez:",
                "Ana,",
                "Dear Ms Perez,",
                "Dear all",
                "Hi Ana,",
                "Hello,",
                "Good morning Ana,",
                "Olá Ana,",
                "Prezado Senhor Beto,",
                "Caros colegas,",
                "Bom dia, Ana.",
                "Boa tarde",
                "Exmo. Senhor Presidente,",
            })
    void greetingShouldGo(String greeting) {
        assertThat(own(greeting + "\n\n" + OWN)).isEqualTo(OWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Hola Ana, ", "Estimada señora Pérez: ", "Dear Ms Perez, ", "Prezada Ana, ", "Buenos días. "})
    void greetingBeforeTheTextShouldGo(String greeting) {
        assertThat(own(greeting + OWN)).isEqualTo(OWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "La sesión será el jueves a las diez.",
                "Holanda gana el torneo, por fin, en casa.",
                "Carolina vendrá mañana, si puede, a las diez.",
                "Estimamos el valor de la obra en tres pagos.",
                "Señalización de la vía: cierre desde el lunes a las diez.",
                "Highway closed: please use the old bridge until Monday.",
                "Hiking is postponed: see you all on Saturday next week.",
                "Boa notícia: a obra começa na segunda-feira às dez horas.",
                "Carta de la alcaldesa: a todos los vecinos de la comuna.",
            })
    void firstLineThatIsNoGreetingShouldStay(String line) {
        assertThat(own(line)).isEqualTo(line);
    }

    @Test
    void greetingBelowTheFirstLineShouldStay() {
        assertThat(own(OWN + "\nHola Ana,")).isEqualTo(OWN + "\nHola Ana,");
    }

    @Test
    void paragraphsShouldBePartedByEmptyLines() {
        assertThat(OwnText.of("Uno.\nDos.\n \n\u00a0\nTres.").paragraphs()).containsExactly("Uno.\nDos.\n", "Tres.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", ":", ">", "--", "wrote:", "\n\nwrote:", "De:", "Hola", ",", "a\nb:", "-----"})
    void noTextShouldBreakTheReading(String text) {
        assertThatCode(() -> OwnText.of(text)).doesNotThrowAnyException();
    }

    /** A text must not hide above a salutation, so the addressee has ten lines and 160 characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Señora\nAna Pérez\nCalle 5 n.º 7-20\nMedellín\n\n",
                "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
                "\n\n",
            })
    void addresseeAboveTheSalutationShouldNotBeOwn(String addressee) {
        assertThat(own(addressee + "Estimada señora Pérez:\n\n" + OWN)).isEqualTo(OWN);
    }

    @Test
    void addresseeOfATextsLengthShouldBeOwn() {
        var longest = "x".repeat(80) + "\n" + "y".repeat(80) + "\n";

        assertThat(own(longest + "Estimada Ana:\n" + OWN)).isEqualTo(OWN);
        assertThat(own(longest + "z\nEstimada Ana:\n" + OWN)).startsWith("x");
        assertThat(own("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nEstimada Ana:\n" + OWN)).startsWith("1");
    }

    @Test
    void salutationShouldHaveNoMoreThanEightyCharacters() {
        var salutation = "*".repeat(67) + "Estimada Ana:";

        assertThat(own("Ana\n" + salutation + "\n" + OWN)).isEqualTo(OWN);
        assertThat(own("Ana\n*" + salutation + "\n" + OWN)).startsWith("Ana");
    }

    @Test
    void separatorShouldBeShorterThanEightyCharacters() {
        var separator = "Mensaje original";

        assertThat(own(OWN + "\n" + "-".repeat(79 - separator.length()) + separator + "\nDe: Ana"))
                .isEqualTo(OWN);
        assertThat(own(OWN + "\n" + "-".repeat(80 - separator.length()) + separator + "\nDe: Ana"))
                .endsWith("De: Ana");
    }

    @Test
    void headOfAQuotedMailShouldBeInTheSixLinesBelowItsAuthor() {
        assertThat(own(OWN + "\nDe: Ana\nPara: Beto\n\n\n\n\nFecha: lunes")).isEqualTo(OWN);
        assertThat(own(OWN + "\nDe: Ana\nPara: Beto\n\n\n\n\n\nFecha: lunes")).endsWith("Fecha: lunes");
    }
}
