/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class FooterTest {
    private static final Footer FOOTER = new Footer("seal", List.of("Ciudad", "amable"));

    @Test
    void footersShouldBeOfOneToTenLinesAndEightToNinetyWords() {
        assertThat(Footer.all()).hasSizeGreaterThanOrEqualTo(12).allSatisfy(footer -> {
            assertThat(footer.lines()).as(footer.id()).hasSizeBetween(1, 10);
            assertThat(String.join(" ", footer.lines()).split("[^\\p{L}\\p{N}]+").length)
                    .as(footer.id())
                    .isBetween(8, 90);
        });
    }

    @Test
    void footerShouldStandAboveTheLineThatSaysWhoIsQuoted() {
        assertThat(FOOTER.aboveQuote("De acuerdo.\n\nAna escribió:\n> ¿Vale?\n"))
                .isEqualTo("De acuerdo.\n\nCiudad\namable\n\nAna escribió:\n> ¿Vale?\n");
    }

    @Test
    void footerShouldStandAtTheEndWhenNothingIsQuoted() {
        assertThat(FOOTER.aboveQuote("De acuerdo.\n")).isEqualTo("De acuerdo.\n\nCiudad\namable\n");
    }

    @Test
    void footerShouldStandAtTheEndWhenTheTextBeginsWithItsQuotation() {
        assertThat(FOOTER.aboveQuote("Ana escribió:\n> ¿Vale?\nSí.")).endsWith("Sí.\n\nCiudad\namable\n");
    }
}
