/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
    private static final long SEED = 7;

    private static long[] words(String text) {
        return filled(text).hashes();
    }

    private static Words filled(String text) {
        var words = new Words(SEED);
        words.add(text);
        return words;
    }

    static Arguments[] dresses() {
        return new Arguments[] {
            Arguments.of("capitals", "SESIÓN DEL CONCEJO", "sesión del concejo"),
            Arguments.of("no accents", "sesion numero ninos", "sesión número niños"),
            Arguments.of("accents as marks of their own", "sesio\u0301n nin\u0303os", "sesión niños"),
            Arguments.of("Cyrillic letters", "р\u0430gu\u0435 su s\u0430ld\u043e", "pague su saldo"),
            Arguments.of("Cyrillic capitals", "Р\u0410GU\u0415 SU S\u0410LD\u041e", "pague su saldo"),
            Arguments.of("Greek letters", "p\u03b1gu\u03b5 su sald\u03bf", "pague su saldo"),
            Arguments.of(
                    "Greek capitals", "\u0397\u039fLA \u039c\u0391\u039d\u039f \u03a5 \u0396\u039f", "hola mano y zo"),
            Arguments.of("Armenian letters", "\u0570abla\u0578d\u0585", "hablando"),
            Arguments.of("a dotless i", "\u0131ntereses", "intereses"),
            Arguments.of("zero-width blanks", "pa\u200bg\u200cu\u200de", "pague"),
            Arguments.of("a byte order mark", "\ufeffpague", "pague"),
            Arguments.of("marks of direction", "\u202apa\u200fgue\u202c", "pague"),
            Arguments.of("word joiners", "pa\u2060gue", "pague"),
            Arguments.of("soft hyphens", "noti\u00adfi\u00adcación", "notificación"),
            Arguments.of("variation selectors", "pa\ufe0fgue", "pague"),
            Arguments.of("strokes through letters", "p\u0336a\u0336g\u0336u\u0336e", "pague"),
            Arguments.of("unseen controls", "pa\u0085gu\u009fe", "pague"),
            Arguments.of("full width", "\uff30\uff41\uff47\uff55\uff45", "pague"),
            Arguments.of("letters in circles", "\u24c5\u24d0\u24d6\u24e4\u24d4", "pague"),
            Arguments.of("styled letters of the first plane", "\u210bola", "hola"),
            Arguments.of("superscript letters", "n.\u1d52 M\u02b3", "n.o Mr"),
            Arguments.of("ordinal signs", "1\u00aa D\u00aa", "1a Da"),
            Arguments.of("punctuation", "\u00a1Hola, \u00abseñora\u00bb!", "hola señora"),
            Arguments.of("hyphens", "re-envío", "re envío"),
            Arguments.of("blanks and line breaks", "  uno\tdos\r\n\r\n tres ", "uno dos tres"),
            Arguments.of("no-break blanks", "uno\u00a0dos\u2009tres", "uno dos tres"),
            Arguments.of(
                    "Arabic vowel marks",
                    "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f",
                    "\u0645\u062d\u0645\u062f"),
            Arguments.of("a link", "pague https://a.example/x?y=1#z", "pague http://otra.example"),
            Arguments.of("a link in capitals", "HTTPS://A.EXAMPLE", "https://b.example"),
            Arguments.of("a link behind a colon", "aquí:https://a.example", "https://b.example"),
            Arguments.of("a link in brackets", "(https://a.example).", "https://b.example"),
            Arguments.of("a link of another scheme", "ftp://a.example", "https://b.example"),
            Arguments.of("a link without a scheme", "www.a.example/x", "https://b.example"),
            Arguments.of("the same in brackets", "(WWW.a.example)", "https://b.example"),
            Arguments.of("an address", "ana@a.example", "beto.perez@b.example"),
            Arguments.of("an address in brackets", "<ana@a.example>,", "beto@b.example"),
            Arguments.of("an amount", "$1.234.567,89", "7"),
            Arguments.of("a date", "12/03/2026", "7"),
            Arguments.of("an hour", "10:42", "7"),
            Arguments.of("a code", "AB12CD", "7"),
            Arguments.of("a telephone number in groups", "+57 601 555 01 02", "7"),
            Arguments.of("Arabic digits", "\u0661\u0662", "7"),
            Arguments.of("full width digits", "\uff11\uff12", "7"),
            Arguments.of("a digit hidden in a word", "pa\u200b1gue", "7"),
            Arguments.of("links one behind the other", "https://a.example https://b.example x", "https://c.example x"),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dresses")
    void textShouldHaveTheSameWordsHoweverItIsDressed(String dress, String dressed, String plain) {
        assertThat(words(dressed)).isNotEmpty().isEqualTo(words(plain));
    }

    static Arguments[] others() {
        return new Arguments[] {
            Arguments.of("another word", "pague", "cobre"),
            Arguments.of("another order", "uno dos", "dos uno"),
            Arguments.of("two words for one", "sin embargo", "sinembargo"),
            Arguments.of("a link for an address", "https://a.example", "ana@a.example"),
            Arguments.of("a link for a number", "https://a.example", "7"),
            Arguments.of("an address for a number", "ana@a.example", "7"),
            Arguments.of("another name behind an at sign", "@ana", "@beto"),
            Arguments.of("another host without scheme or www", "a.example/uno", "b.example/dos"),
            Arguments.of("ideographs in another order", "\u6f22\u5b57", "\u5b57\u6f22"),
            Arguments.of("another Hangul syllable with the same first letter", "\uac00", "\uac01"),
            Arguments.of("another Arabic word", "\u0645\u062d\u0645\u062f", "\u0645\u062d\u0645\u0631"),
            Arguments.of("a number behind another word", "uno 5", "dos 5"),
            Arguments.of("www and no host", "www.", "https://a.example"),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void otherTextShouldHaveOtherWords(String difference, String one, String other) {
        assertThat(words(one)).isNotEqualTo(words(other));
    }

    static Arguments[] counts() {
        return new Arguments[] {
            Arguments.of("", 0),
            Arguments.of(" \r\n\t", 0),
            Arguments.of("\u00bf?\u00a1! -- \u2026", 0),
            Arguments.of("\u200b\u00ad", 0),
            Arguments.of("Hola, mundo", 2),
            Arguments.of("12 03 2026", 1),
            Arguments.of("5 kg y 7 kg", 5),
            Arguments.of("www.", 1),
            Arguments.of("Nota:", 1),
            Arguments.of("Nota:/", 1),
            Arguments.of("\u6f22\u5b57\u304b\u306a", 4),
            Arguments.of("abc\u6f22def", 3),
            Arguments.of("\uc548\ub155 \ud558\uc138\uc694", 2),
            Arguments.of("\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e", 2),
        };
    }

    @ParameterizedTest(name = "\"{0}\" has {1}")
    @MethodSource("counts")
    void wordsShouldBeCounted(String text, int count) {
        assertThat(filled(text).count()).isEqualTo(count);
    }

    @Test
    void otherSeedShouldGiveOtherWords() {
        var other = new Words(SEED + 1);
        other.add("pague 7");

        assertThat(other.hashes()).doesNotContain(words("pague 7"));
    }

    @Test
    void partOfATextShouldBeReadAlone() {
        var words = new Words(SEED);
        words.add("uno dos tres", 4, 7);

        assertThat(words.hashes()).isEqualTo(words("dos"));
    }

    @Test
    void wordsClosedAsOneShouldBeOneAtTheEnd() {
        var words = filled("uno dos");
        words.closeAsOne(0);
        words.add("tres cuatro cinco");
        words.closeAsOne(2);
        words.add("seis");

        assertThat(words.starts(10)).containsExactly(0, 2, 5);
        assertThat(words.starts(2)).containsExactly(2, 5);
        assertThat(words.ending(words.starts(10)).length()).isEqualTo(3);
    }

    @Test
    void partOfATextShouldNotBeALinkForWhatStandsBehindIt() {
        var words = new Words(SEED);
        words.add("nota://a.example", 0, 6);

        assertThat(words.hashes()).isEqualTo(words("nota"));
    }

    @Test
    void nothingShouldBeClosedAsOneWhereNoWordsAre() {
        var words = filled("uno dos");
        words.closeAsOne(2);

        assertThat(words.starts(10)).containsExactly(0, 1);
    }

    @Test
    void wordOfAnEndShouldNotDependOnWhatStandsBehindIt() {
        var one = filled("uno dos");
        var other = filled("uno tres");

        assertThat(one.ending(one.starts(2)).words()[0])
                .isEqualTo(other.ending(other.starts(2)).words()[0]);
    }
}
