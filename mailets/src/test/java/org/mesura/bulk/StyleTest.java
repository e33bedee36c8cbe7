/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StyleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "display: none",
                "color: red; DISPLAY : None !important",
                "opacity: 0",
                "overflow: hidden; height: 0px",
                "overflow: hidden; max-width: 0",
                "text-indent: -401px",
                "left: -9999px",
            })
    void nothingShouldShow(String declarations) {
        assertThat(Style.of(declarations).showsNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "display: block",
                "opacity: 0.5",
                "overflow: hidden; height: 1px",
                "overflow: visible; height: 0",
                "height: 0",
                "text-indent: -400px",
                "left: 9999px",
                "left: -x",
                "display none",
                ": none",
                ";;",
            })
    void somethingShouldShow(String declarations) {
        assertThat(Style.of(declarations).showsNothing()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"hidden, true", "collapse, true", "visible, false"})
    void visibilityShouldBeToldWhereItIsSaid(String visibility, boolean hidden) {
        assertThat(Style.of("visibility:" + visibility).hidden()).contains(hidden);
        assertThat(Style.of("color:red").hidden()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "font-size: 0.19em, true",
        "font-size: 0.2em, false",
        "font-size: 19%, true",
        "font-size: 20%, false",
        "font-size: 0, true",
        "font-size: 1px, true",
        "font-size: 12px, false",
        "font: bold 1px/2 serif, true",
        "font: bold 12px/2 serif, false",
    })
    void textShouldBeTinyWhereItsSizeCannotBeRead(String declarations, boolean tiny) {
        assertThat(Style.of(declarations).tiny()).contains(tiny);
    }

    @Test
    void sizeThatIsNoneShouldTellNothing() {
        assertThat(Style.of("font-size: large").tiny()).isEmpty();
        assertThat(Style.of("font: serif").tiny()).isEmpty();
        assertThat(Style.of("color: red").tiny()).isEmpty();
    }

    @Test
    void whatIsSaidAboveShouldHoldOverWhatIsSaidBelow() {
        Style above = Style.of("visibility:visible");
        Style below = Style.of("visibility:hidden;display:none");

        assertThat(above.over(below).hidden()).contains(false);
        assertThat(above.over(below).showsNothing()).isTrue();
        assertThat(above.over(Style.NONE)).isSameAs(above);
        assertThat(Style.NONE.over(below)).isSameAs(below);
    }

    @Test
    void coloursShouldBeThoseOfTextAndGround() {
        Style style = Style.of("color:#fff;background:#000;background-color:white");

        assertThat(style.text()).contains(Colour.WHITE);
        assertThat(Style.of("background:black").ground()).contains(Colour.BLACK);
        assertThat(Style.of("background:black;background-image:url(a.png)").ground())
                .contains(Colour.UNKNOWN);
        assertThat(Style.of("color:nonsense").text()).isEmpty();
        assertThat(Style.of("color", " WHITE ").text()).contains(Colour.WHITE);
    }

    @Test
    void declarationsThatAreNotLookedAtShouldBeNoStyle() {
        assertThat(Style.of("margin:0;padding:0")).isSameAs(Style.NONE);
        assertThat(Style.of("")).isSameAs(Style.NONE);
        assertThat(Style.of("x;color:white").text()).isEqualTo(Optional.of(Colour.WHITE));
    }

    @Test
    void bordersAndBlanksShouldBeTold() {
        assertThat(Style.of("border:none").isBorderless()).isTrue();
        assertThat(Style.of("border:0px solid").isBorderless()).isTrue();
        assertThat(Style.of("border:1px solid").isBorderless()).isFalse();
        assertThat(Style.of("color:red").isBorderless()).isFalse();
        assertThat(Style.of("border-top:solid #e1e1e1 1pt").isRuled()).isTrue();
        assertThat(Style.of("border-top:none").isRuled()).isFalse();
        assertThat(Style.of("white-space:pre-wrap").spaced()).contains(true);
        assertThat(Style.of("white-space:normal").spaced()).contains(false);
    }
}
