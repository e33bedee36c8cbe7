/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import com.google.common.primitives.Bytes;

/** The levels do what they say. */
class MailMergeTest {
    private static final int COPIES = 40;
    private static final int WORDS = 200;
    private static final int SENTENCE = 10;

    /** A text of words that stand in it once, ten to a sentence, so that each can be found again. */
    private static final Template TEMPLATE = new Template("templates", 0, "test", text(), Language.ES);

    private static final Phrasebook PHRASEBOOK = new Phrasebook(
            ImmutableList.of("ajena", "otra"),
            IntStream.range(0, COPIES * 3 + 3)
                    .mapToObj(number -> "Frase" + number + " de apertura.")
                    .collect(ImmutableList.toImmutableList()));

    @Test
    void copiesShouldBeIdenticalWhenM0() {
        assertThat(octets(merge(Level.M0))).hasSize(1);
        assertThat(merge(Level.M0).text(1)).isEqualTo(TEMPLATE.text());
    }

    @Test
    void copiesShouldDifferAroundTheTemplateWhenM1() {
        MailMerge merge = merge(Level.M1);

        assertThat(texts(merge)).hasSize(COPIES).allSatisfy(text -> assertThat(text)
                .contains(TEMPLATE.text()));
    }

    @Test
    void linksOfTheTemplateShouldCarryATokenWhenM1() {
        Template linked = new Template("templates", 1, "test", "Vea https://notas.example/a y gracias.", Language.ES);

        String text = new MailMerge(linked, Level.M1, PHRASEBOOK).text(1);

        assertThat(text).containsPattern("Vea https://notas\\.example/a\\?t=[0-9a-z]+ y gracias");
    }

    @Test
    void copiesShouldHaveASentenceAtAnotherPlaceWhenM2() {
        MailMerge merge = merge(Level.M2);
        Set<Integer> places = new HashSet<>();

        for (int copy = 0; copy < COPIES; copy++) {
            List<String> words = words(merge.text(copy));
            assertThat(words).as("copy %d of seed %d", copy, merge.seed()).containsAll(words(TEMPLATE.text()));
            places.add(IntStream.range(0, WORDS - 1)
                    .filter(word -> words.indexOf(word(word + 1)) != words.indexOf(word(word)) + 1)
                    .findFirst()
                    .orElse(WORDS));
        }

        assertThat(places).hasSizeGreaterThan(COPIES / 4);
    }

    @Test
    void copiesShouldBeDressedDifferentlyWhenM2() {
        Set<String> types = new HashSet<>();
        for (int copy = 0; copy < COPIES; copy++) {
            new String(merge(Level.M2).message(copy), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("Content-T"))
                    .forEach(types::add);
        }

        assertThat(types)
                .contains(
                        "Content-Type: text/plain; charset=utf-8",
                        "Content-Type: text/html; charset=iso-8859-1",
                        "Content-Transfer-Encoding: base64",
                        "Content-Transfer-Encoding: quoted-printable")
                .anyMatch(type -> type.startsWith("Content-Type: multipart/alternative"));
    }

    @ParameterizedTest
    @CsvSource({"M2, 0", "M3, 10", "M4, 20", "M5, 35", "M6, 0"})
    void wordsShouldBeReplacedAsTheLevelSays(Level level, double percent) {
        MailMerge merge = merge(level);
        double lost = IntStream.range(0, COPIES)
                .map(copy -> Sets.difference(Set.copyOf(words(TEMPLATE.text())), new HashSet<>(words(merge.text(copy))))
                        .size())
                .average()
                .orElseThrow();

        assertThat(lost).as("seed %d", merge.seed()).isCloseTo(WORDS * percent / 100, withinPercentage(7));
    }

    @ParameterizedTest
    @EnumSource(names = {"M3", "M4", "M5"})
    void otherWordsShouldBeReplacedInEachCopy(Level level) {
        MailMerge merge = merge(level);
        Set<List<String>> kept = new HashSet<>();
        for (int copy = 0; copy < COPIES; copy++) {
            List<String> words = words(merge.text(copy));
            kept.add(words(TEMPLATE.text()).stream().filter(words::contains).toList());
        }

        assertThat(kept).as("seed %d", merge.seed()).hasSize(COPIES);
    }

    @ParameterizedTest
    @CsvSource({"M2, false", "M3, false", "M4, true", "M5, true", "M6, false"})
    void sentencesShouldChangePlacesAsTheLevelSays(Level level, boolean swapped) {
        MailMerge merge = merge(level);

        for (int copy = 0; copy < COPIES; copy++) {
            List<Integer> numbers = words(merge.text(copy)).stream()
                    .filter(word -> word.startsWith("palabra"))
                    .map(word -> Integer.parseInt(word.substring("palabra".length())))
                    .toList();
            assertThat(!numbers.equals(numbers.stream().sorted().toList()))
                    .as("copy %d of seed %d", copy, merge.seed())
                    .isEqualTo(swapped);
        }
    }

    @Test
    void openingsShouldBeUniqueWhenM6() {
        MailMerge merge = merge(Level.M6);
        Set<String> openings = new HashSet<>();

        texts(merge).forEach(text -> openings.add(text.split("\n\n")[1]));

        assertThat(openings).hasSize(COPIES).allMatch(opening -> opening.matches("(Frase\\d+ de apertura\\.( |$)){3}"));
    }

    @ParameterizedTest
    @EnumSource
    void copyShouldBeTheSameInEveryRun(Level level) {
        assertThat(merge(level).message(7)).isEqualTo(merge(level).message(7));
    }

    private static MailMerge merge(Level level) {
        return new MailMerge(TEMPLATE, level, PHRASEBOOK);
    }

    private static Set<String> texts(MailMerge merge) {
        Set<String> texts = new HashSet<>();
        IntStream.range(0, COPIES).forEach(copy -> texts.add(merge.text(copy)));
        return texts;
    }

    private static Set<List<Byte>> octets(MailMerge merge) {
        Set<List<Byte>> octets = new HashSet<>();
        IntStream.range(0, COPIES).forEach(copy -> octets.add(Bytes.asList(merge.message(copy))));
        return octets;
    }

    private static List<String> words(String text) {
        return List.of(text.split("[^\\p{L}\\p{N}]+"));
    }

    private static String word(int number) {
        return "palabra" + number;
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < WORDS; word++) {
            text.append(word(word)).append(word % SENTENCE == SENTENCE - 1 ? ". " : " ");
        }
        return text.toString().strip();
    }
}
