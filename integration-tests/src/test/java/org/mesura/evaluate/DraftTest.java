/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class DraftTest {
    private static final long SEED = 20261124;

    private static final String TEXT = """
            Hola, Ana:

            Uno dos tres cuatro cinco. Seis siete
            ocho nueve https://diez.example/once doce.

            Trece catorce quince.""";

    @Test
    void textShouldBeTheSameButForLineEndsWhenNothingWasChanged() {
        assertThat(Draft.of(TEXT).text(Draft.UNBROKEN)).isEqualTo("""
                        Hola, Ana:

                        Uno dos tres cuatro cinco. Seis siete ocho nueve https://diez.example/once doce.

                        Trece catorce quince.""");
    }

    @Test
    void linesShouldBeNoLongerThanTheWidthUnlessAWordIs() {
        assertThat(Draft.of(TEXT).text(20).lines()).allMatch(line -> line.length() <= 20 || !line.contains(" "));
    }

    @Test
    void greetingAndLinksShouldStayWhenWordsAreReplaced() {
        Draft draft = Draft.of(TEXT);

        for (int round = 0; round < 50; round++) {
            draft.replaceWords(Level.M5, List.of("otra"), new Random(SEED + round));
        }

        assertThat(draft.text(Draft.UNBROKEN))
                .as("seed %d", SEED)
                .startsWith("Hola, Ana:\n\n")
                .contains("https://diez.example/once")
                .endsWith("otra otra otra.");
    }

    @Test
    void sentenceShouldStandBelowTheGreetingWhenInserted() {
        for (int round = 0; round < 50; round++) {
            Draft draft = Draft.of(TEXT);
            draft.insert("Por cierto.", new Random(SEED + round));

            assertThat(draft.text(Draft.UNBROKEN))
                    .as("seed %d", SEED + round)
                    .startsWith("Hola, Ana:\n\n")
                    .contains("Por cierto.");
        }
    }

    @Test
    void openingShouldStandBetweenGreetingAndText() {
        Draft draft = Draft.of(TEXT);

        draft.open(List.of("Una.", "Dos.", "Tres."));

        assertThat(draft.text(Draft.UNBROKEN)).startsWith("Hola, Ana:\n\nUna. Dos. Tres.\n\nUno dos");
    }
}
