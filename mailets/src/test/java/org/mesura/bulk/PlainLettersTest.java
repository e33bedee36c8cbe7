/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainLettersTest {
    static Arguments[] styles() {
        return new Arguments[] {
            Arguments.of("bold", "𝐇𝐨𝐥𝐚 Ana", "Hola Ana"),
            Arguments.of("italic", "𝐻𝑜𝑙𝑎", "Hola"),
            Arguments.of("script", "𝓗𝓸𝓵𝓪", "Hola"),
            Arguments.of("Fraktur", "𝕳𝖔𝖑𝖆", "Hola"),
            Arguments.of("double-struck", "ℍ𝕠𝕝𝕒", "ℍola"),
            Arguments.of("monospace digits", "𝟷𝟸", "12"),
            Arguments.of("in a frame", "🄷🄾🄻🄰", "HOLA"),
            Arguments.of("ligatures", "oﬁcina aﬀaire eﬃcaz", "oficina affaire efficaz"),
            Arguments.of("a picture between words", "uno🎉dos", "uno dos"),
            Arguments.of("a flag", "uno🇨🇴", "uno  "),
            Arguments.of("unseen tags", "pa\udb40\udc61gue", "pague"),
            Arguments.of("unseen selectors", "pa\udb40\udd00gue", "pague"),
            Arguments.of("half a letter", "uno\ud835dos", "uno dos"),
            Arguments.of("rare ideographs", "𠮷野", "𠮷野"),
            Arguments.of("plain text", "señor, 12 €", "señor, 12 €"),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("styles")
    void letterShouldBePlainHoweverItIsStyled(String style, String styled, String plain) {
        assertThat(PlainLetters.of(styled)).isEqualTo(plain);
    }

    @Test
    void plainTextShouldStayAsItIs() {
        var text = "La sesión será el jueves.";

        assertThat(PlainLetters.of(text)).isSameAs(text);
    }
}
