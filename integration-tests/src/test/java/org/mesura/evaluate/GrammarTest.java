/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GrammarTest {
    private static final long SEED = 20261124;
    private static final int DRAWS = 1_000;

    @ParameterizedTest
    @EnumSource
    void personalSentencesShouldHardlyEverRepeat(Language language) {
        Grammar grammar = Grammar.of(language);
        Random random = new Random(SEED);
        Set<String> sentences = new HashSet<>();

        for (int draw = 0; draw < DRAWS; draw++) {
            sentences.add(grammar.resolve("{personal}", Map.of(), random));
        }

        assertThat(sentences)
                .as("seed %d", SEED)
                .hasSizeGreaterThan(DRAWS * 95 / 100)
                .noneMatch(sentence -> sentence.contains("{"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGivenShouldTakeTheSymbolsPlace(Language language) {
        Map<String, String> given = Map.of("name", "Ana $1", "surname", "Ana $1");

        String greeting = Grammar.of(language).resolve("{greeting}", given, new Random(SEED));

        assertThat(greeting).contains("Ana $1");
    }

    @ParameterizedTest
    @CsvSource({
        "EN, Please find the report that you asked for with this letter",
        "ES, Le enviamos el informe que pidió para su expediente",
        "PT, O seu pedido não foi aceite e você pode voltar em março",
        "EN, 12345"
    })
    void languageShouldBeTheOneOfTheFrequentWords(Language language, String text) {
        assertThat(Language.of(text)).isEqualTo(language);
    }
}
