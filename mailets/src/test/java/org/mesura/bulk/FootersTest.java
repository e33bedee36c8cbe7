/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.common.collect.ImmutableList;

class FootersTest {
    private static final int FOOTER_WORDS = 40;
    private static final String FOOTER = "\n\n" + Texts.words(1, FOOTER_WORDS);
    private static final String OTHER_FOOTER = "\n\n" + Texts.words(2, FOOTER_WORDS);
    private static final String LEGAL =
            "\n\nEste mensaje es confidencial y para su destinatario; si lo recibió por error, elimínelo y avise.";

    private static Footers learned(Stream<String> texts) {
        return learned(Footers.NONE, texts);
    }

    private static Footers learned(Footers known, Stream<String> texts) {
        var footers = known;
        for (var text : texts.toList()) {
            footers = footers.with(Texts.fingerprint(text).ending());
        }
        return footers;
    }

    /** Different texts of 20 words, each above {@code footer}. */
    private static Stream<String> texts(int from, int count, String footer) {
        return IntStream.range(from, from + count).mapToObj(number -> Texts.words(100 + number, 20) + footer);
    }

    private static int lengthAbove(String text, Footers footers) {
        return Texts.fingerprint(text).lengthAbove(footerOf(text, footers));
    }

    private static int footerOf(String text, Footers footers) {
        return footers.lengthIn(Texts.fingerprint(text).ending());
    }

    @ParameterizedTest(name = "after {0} texts: {1} words")
    @CsvSource({"0, 0", "1, 0", "2, 0", "3, 40", "4, 40", "8, 40", "50, 40"})
    void footerShouldBeKnownAfterThreeDifferentTexts(int texts, int words) {
        assertThat(footerOf(Texts.words(5, 20) + FOOTER, learned(texts(0, texts, FOOTER))))
                .isEqualTo(words);
    }

    @Test
    void wordsAboveAFooterShouldBeTheTextsLength() {
        var footers = learned(texts(0, 3, FOOTER));

        assertThat(lengthAbove(Texts.words(5, 9) + FOOTER, footers)).isEqualTo(9);
        assertThat(lengthAbove(Texts.words(5, 30), footers)).isEqualTo(30);
    }

    @Test
    void oneCampaignShouldTeachNothing() {
        var text = Texts.words(5, 20) + FOOTER;

        assertThat(footerOf(text, learned(Stream.generate(() -> text).limit(20))))
                .isZero();
    }

    @Test
    void namesAboveOneTextShouldTeachNothing() {
        var texts = IntStream.range(0, 20).mapToObj(mail -> Texts.words(mail, 7) + FOOTER);

        assertThat(footerOf("Ana" + FOOTER, learned(texts))).isZero();
    }

    @Test
    void textsThatAreAlikeShouldTeachNothing() {
        var texts = IntStream.range(0, 20)
                .mapToObj(mail -> Texts.words(5, 10) + " " + Texts.words(mail, 2) + " " + Texts.words(6, 10) + FOOTER);

        assertThat(footerOf(Texts.words(5, 10) + FOOTER, learned(texts))).isZero();
    }

    @Test
    void whatDifferentTextsBeginWithShouldNotBeAFooter() {
        var texts = IntStream.range(0, 8).mapToObj(mail -> Texts.words(5, 20) + "\n\n" + Texts.words(mail, 20));

        assertThat(footerOf(Texts.words(5, 20) + "\n\n" + Texts.words(9, 20), learned(texts)))
                .isZero();
    }

    @ParameterizedTest(name = "after {0} texts with the other footer: {1} words")
    @CsvSource({"1, 0", "2, 0", "3, 40", "8, 40"})
    void footerThatChangesShouldBeKnownAsSoonAsTheFirstWas(int texts, int words) {
        var footers = learned(learned(texts(0, 8, FOOTER)), texts(8, texts, OTHER_FOOTER));

        assertThat(footerOf(Texts.words(5, 20) + OTHER_FOOTER, footers)).isEqualTo(words);
    }

    @Test
    void footerNoLongerUsedShouldBeForgotten() {
        var footers = learned(learned(texts(0, 8, FOOTER)), texts(8, 6, OTHER_FOOTER));

        assertThat(footerOf(Texts.words(5, 20) + FOOTER, footers)).isZero();
    }

    @Test
    void footerShouldBeKnownThoughRepliesGoWithoutIt() {
        var texts =
                IntStream.range(0, 20).mapToObj(mail -> Texts.words(100 + mail, 20) + (mail % 2 == 0 ? FOOTER : ""));

        assertThat(footerOf(Texts.words(5, 20) + FOOTER, learned(texts))).isEqualTo(FOOTER_WORDS);
    }

    @Test
    void shorterFooterOfRepliesShouldBeKnownBesideTheLonger() {
        var texts = IntStream.range(0, 20)
                .mapToObj(mail -> Texts.words(100 + mail, 20) + (mail % 2 == 0 ? OTHER_FOOTER : "") + FOOTER);
        var footers = learned(texts);

        assertThat(footerOf(Texts.words(5, 20) + FOOTER, footers)).isEqualTo(FOOTER_WORDS);
        assertThat(footerOf(Texts.words(5, 20) + OTHER_FOOTER + FOOTER, footers))
                .isEqualTo(2 * FOOTER_WORDS);
    }

    @Test
    void footerOfWhichMostMailHasTheEndOnlyShouldCountAsFarAsThat() {
        String end = Texts.words(3, 24);
        String whole = "\n\n" + Texts.words(1, 16) + " " + end;
        var receipts = IntStream.range(0, 8).mapToObj(mail -> "Gracias\n\n" + end);
        var footers = learned(learned(texts(0, 3, whole)), receipts);

        assertThat(footerOf(Texts.words(5, 20) + whole, footers)).isEqualTo(24);
    }

    @Test
    void legalParagraphShouldBeOneWordOfAFooter() {
        var footers = learned(texts(0, 3, LEGAL));

        assertThat(footerOf(Texts.words(5, 20) + LEGAL, footers)).isEqualTo(1);
        assertThat(lengthAbove(Texts.words(5, 20) + LEGAL, footers)).isEqualTo(20);
    }

    @ParameterizedTest(name = "{0} words: {1}")
    @CsvSource({"127, 127", "128, 128", "129, 128", "168, 128", "169, 0", "300, 0"})
    void footerShouldHaveALongestLength(int words, int known) {
        var footer = "\n\n" + Texts.words(3, words);

        // of the 176 words that are kept eight must stand above the end that texts share
        assertThat(footerOf(Texts.words(5, 20) + footer, learned(texts(0, 8, footer))))
                .isEqualTo(known);
    }

    @Test
    void joinedFootersShouldKnowWhatEitherKnew() {
        var joined = learned(texts(0, 3, FOOTER)).joinedTo(learned(texts(3, 8, OTHER_FOOTER)));

        assertThat(footerOf(Texts.words(5, 20) + FOOTER, joined)).isEqualTo(FOOTER_WORDS);
        assertThat(footerOf(Texts.words(5, 20) + OTHER_FOOTER, joined)).isEqualTo(FOOTER_WORDS);
    }

    @Test
    void footersJoinedToThoseOfAnOldAccountShouldKnowTheirsAtOnce() {
        var joined = Footers.NONE.joinedTo(learned(texts(0, 8, FOOTER)));

        assertThat(footerOf(Texts.words(5, 20) + FOOTER, joined)).isEqualTo(FOOTER_WORDS);
    }

    @Test
    void storedEndsShouldGiveTheFootersBack() {
        var footers = learned(texts(0, 5, FOOTER));
        var read = Footers.of(footers.different(), footers.latest());

        assertThat(footerOf(Texts.words(5, 20) + FOOTER, read)).isEqualTo(FOOTER_WORDS);
        assertThat(read.different()).containsExactlyElementsOf(footers.different());
        assertThat(read.latest()).containsExactlyElementsOf(footers.latest());
    }

    @Test
    void fewEndsShouldBeKept() {
        var footers = learned(texts(0, 100, FOOTER));

        assertThat(footers.different()).hasSize(Footers.KEPT);
        assertThat(footers.latest()).hasSize(Footers.KEPT);
        assertThat(footers.isNothing()).isFalse();
        assertThat(Footers.NONE.isNothing()).isTrue();
    }

    @Test
    void moreEndsThanAreKeptShouldBeRefused() {
        var ends = ImmutableList.copyOf(new short[Footers.KEPT + 1][0]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Footers.of(ends, ImmutableList.of()))
                .withMessage("at most 8 ends of texts are kept, got 9 and 0");
    }
}
