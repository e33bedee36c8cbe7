/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTargetsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pague aquí <https://a.example/b?c=d> hoy | pague aquí  hoy",
                "pague aquí<https://a.example> hoy | pague aquí  hoy",
                "pague aquí ( https://a.example/b ) hoy | pague aquí  hoy",
                "pague [aquí](http://a.example) hoy | pague [aquí]  hoy",
                "ana@a.example<mailto:ana@a.example>, 1 | ana@a.example , 1",
                "[cid:image001.png@01DA] hola | hola",
                "[image: Escudo de la ciudad] hola | hola",
                "[https://a.example/logo.png]<https://a.example> hola | hola",
                "llame <tel:+571> ya | llame  ya",
            })
    void targetInBracketsShouldNotBeText(String text, String without) {
        assertThat(LinkTargets.without(text).strip()).isEqualTo(without);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/b",
                "hola: mundo",
                "nota (véase: aquí)",
                "(https://a.example y más)",
                "<https://a.example\n>",
                "<https://a.example",
                "<ana@a.example>",
                "[1]: https://a.example",
                "a (10:30) [11:00] <12:00>",
                ":",
                "(:",
                "(http:",
                "http:)",
                "(image:\n)"
            })
    void otherTextShouldStay(String text) {
        assertThat(LinkTargets.without(text)).isEqualTo(text);
    }

    @Test
    void longTextShouldNotBeTakenForATarget() {
        var text = "[image: " + "uno ".repeat(1_000) + "]";

        assertThat(LinkTargets.without(text)).isEqualTo(text);
    }
}
