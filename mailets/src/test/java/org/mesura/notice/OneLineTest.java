/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OneLineTest {
    @ParameterizedTest(name = "[{index}] {1}")
    @MethodSource("texts")
    void lineShouldBeHarmlessWhenTextIsNot(String text, String expected) {
        assertThat(OneLine.of(text)).isEqualTo(expected);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("Hola", "Hola"),
                arguments("a\r\nBcc: b", "a Bcc: b"),
                arguments("a\u0085b\u2028c\u2029d\u000be", "a b c d e"),
                arguments("  a \t b\u00a0 ", "a b"),
                arguments("a\u0000\u0007\u001b[31mb\u007f", "a[31mb"),
                arguments("\u202egpj.exe\u202c\u2066x\u2069\u200f", "gpj.exex"),
                arguments("a\u200bb\ufeffc\u00add", "abcd"),
                arguments("\ud800a\udc00", "a"),
                arguments("مرحبا שלום", "مرحبا שלום"),
                arguments("👩‍👧‍👦 fiesta", "👩‍👧‍👦 fiesta"),
                arguments("=?utf-8?q?a=0D=0ABcc:_b?=", "= ?utf-8?q?a=0D=0ABcc:_b?="),
                arguments("=\u0000?utf-8?q?a?=", "= ?utf-8?q?a?="),
                arguments("\r\n", ""));
    }

    @Test
    void lineShouldEndInEllipsisWhenTextIsLonger() {
        assertThat(OneLine.of("x".repeat(10_000), 120)).isEqualTo("x".repeat(119) + "…");
        assertThat(OneLine.of("x".repeat(120), 120)).isEqualTo("x".repeat(120));
    }

    @Test
    void lineShouldNotBeCutInsideEmojiWhenItIsShortened() {
        assertThat(OneLine.of("ab👩‍👧‍👦cdefgh", 9)).isEqualTo("ab…");
        assertThat(OneLine.of("abc😀defgh", 5)).isEqualTo("abc…");
    }

    @Test
    void lineShouldBeShortenedWhenOneLetterCarriesThousandsOfMarks() {
        assertThat(OneLine.of("a" + "\u0301".repeat(10_000), 120)).hasSize(120);
    }
}
