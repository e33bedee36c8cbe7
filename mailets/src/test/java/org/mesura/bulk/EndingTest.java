/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.bulk.Ending.Likeness;

class EndingTest {
    /** An ending whose words are the letters of {@code text}. */
    static Ending ending(String text) {
        var words = new short[text.length()];
        for (var index = 0; index < words.length; index++) {
            words[index] = (short) text.charAt(index);
        }
        return new Ending(words);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({"abc, abc, 3", "abc, xbc, 2", "abc, abx, 0", "abc, c, 1", "c, abc, 1", "abc, bcabc, 3", "'', abc, 0"})
    void wordsSharedShouldBeCountedFromTheEnd(String one, String other, int shared) {
        assertThat(ending(one).shared(ending(other))).isEqualTo(shared);
    }

    @ParameterizedTest(name = "{0} beside {1}: {2}")
    @CsvSource({
        "stuvwxyz.foot, abcdefgh.foot, DIFFERENT",
        "tuvwxyz.foot, abcdefgh.foot, SAYS_LESS",
        "stuvwxyz.foot, bcdefgh.foot, SAYS_MORE",
        "tuvwxyz.foot, bcdefgh.foot, SAYS_LESS",
        ".foot, abcdefgh.foot, SAYS_LESS",
        "abcdefgh.foot, abcdefgh.foot, SAYS_LESS",
        "abcdefgh.foot, abcdefgx.foot, ALIKE",
        // three pairs of twelve, three of thirteen
        "abcdefgh.foot, abcdstuvw.foot, ALIKE",
        "abcdefghi.foot, abcdstuvw.foot, DIFFERENT",
        // the same words in another order
        "abcdefgh.foot, badcfehg.foot, DIFFERENT",
        "abcdefgh, stuvwxyz, DIFFERENT",
    })
    void endingsShouldBeToldApartByWhatStandsAboveWhatTheyShare(String one, String other, Likeness likeness) {
        assertThat(ending(one).beside(ending(other))).isEqualTo(likeness);
    }

    @Test
    void endingBesideSeveralShouldStandToEachAsItDoesAlone() {
        var one = ending("abcdefgh.foot");
        var comparison = one.comparison();

        for (var other : new String[] {
            "stuvwxyz.foot", "abcdefgx.foot", "abcdstuvw.foot", "stuvwxyz", "abcdefgh.toot", "stuvwxyz.foot", ".foot"
        }) {
            assertThat(comparison.with(ending(other))).as(other).isEqualTo(one.beside(ending(other)));
        }
    }

    @Test
    void endingShouldHoldTheLastWordsOfALongText() {
        var text = Texts.words(1, 300);
        var tail = text.substring(text.length() / 2);

        assertThat(Texts.fingerprint(text).ending().length()).isEqualTo(Ending.WORDS);
        assertThat(Texts.fingerprint(text)
                        .ending()
                        .shared(Texts.fingerprint("\n\n" + tail).ending()))
                .isBetween(148, 150);
    }

    @Test
    void legalParagraphShouldCountAsOneWord() {
        var paragraph = "Este mensaje es confidencial y para su destinatario; si lo recibió por error, elimínelo.";
        var ending = Texts.fingerprint(Texts.words(1, 20) + "\n\n" + paragraph).ending();
        var other = Texts.fingerprint(Texts.words(2, 20) + "\n\n" + paragraph).ending();

        assertThat(ending.length()).isEqualTo(21);
        assertThat(ending.shared(other)).isEqualTo(1);
    }

    @Test
    void wordsGivenShouldNotGiveTheEndingAway() {
        var ending = ending("abc");
        ending.words()[0] = 0;

        assertThat(ending).isEqualTo(ending("abc")).hasSameHashCodeAs(ending("abc"));
    }
}
