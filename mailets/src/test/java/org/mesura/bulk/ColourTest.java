/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "white",
                "#fff",
                "#ffff",
                "#ffffff",
                "#FFFFFFFF",
                "#f1f1f1",
                "snow",
                "rgb(255,255,255)",
                "rgb(255 255 255 / 90%)",
                "rgb(100%, 100%, 100%)",
                "rgba(250,250,250,1)",
                "hsl(120, 50%, 100%)",
                "transparent",
                "rgba(0,0,0,0)",
                "rgba(0,0,0,0.0)",
                "rgb(0 0 0 / 0%)",
                "hsla(0deg,0%,0%,0)"
            })
    void textShouldBeLostOnWhite(String colour) {
        assertThat(Colour.of(colour.toLowerCase(Locale.ROOT)))
                .hasValueSatisfying(
                        text -> assertThat(text.isLostOn(Colour.WHITE)).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"black", "navy", "#000", "#efefef", "#ffff00", "rgb(0,0,0)", "rgb(50%,50%,50%)", "hsl(0,0%,50%)"
            })
    void textShouldBeSeenOnWhite(String colour) {
        assertThat(Colour.of(colour)).hasValueSatisfying(text -> assertThat(text.isLostOn(Colour.WHITE))
                .isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "inherit", "nonsense", "#", "#12345", "#ggg", "rgb(", "rgb(a,b,c)", "rgb(1,2)", "rgb(٣,1,1)"
            })
    void otherValuesShouldBePassedOver(String value) {
        assertThat(Colour.of(value)).isEmpty();
        assertThat(Colour.ofGround(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#fff url(a.png) | UNKNOWN",
                "linear-gradient(#fff, #fff) | UNKNOWN",
                "navy | UNKNOWN",
                "#fff none repeat | SOLID",
                "rgb(255, 255, 255) | SOLID"
            })
    void groundShouldBeKnownWhereItIsOneColour(String value, Colour.Kind kind) {
        assertThat(Colour.ofGround(value)).map(Colour::kind).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transparent", "none", "rgba(1,1,1,0)"})
    void transparentGroundShouldBeTheOneBelow(String value) {
        assertThat(Colour.ofGround(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#1a2b3c | 26 | 43 | 60",
                "#1a2b3c80 | 26 | 43 | 60",
                "#1af | 17 | 170 | 255",
                "#1af8 | 17 | 170 | 255",
                "rgb(1, 2, 3) | 1 | 2 | 3",
                "rgba(1 2 3 / 0.5) | 1 | 2 | 3",
                "rgb(20%, 40%, 60%) | 51 | 102 | 153",
            })
    void colourShouldHaveItsRedGreenAndBlue(String value, int red, int green, int blue) {
        assertThat(Colour.of(value)).contains(new Colour(red, green, blue, Colour.Kind.SOLID));
    }

    @ParameterizedTest
    @CsvSource({"96, WHITE", "95, UNKNOWN", "5, UNKNOWN", "4, BLACK"})
    void colourShouldBeKnownByItsLightnessAtTheEndsAlone(int percent, String name) {
        assertThat(Colour.of("hsl(120, 50%, " + percent + "%)"))
                .contains(
                        switch (name) {
                            case "WHITE" -> Colour.WHITE;
                            case "BLACK" -> Colour.BLACK;
                            default -> Colour.UNKNOWN;
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "#858585, true",
        "#868585, false",
        "#858685, false",
        "#858586, false",
        "#676767, true",
        "#667676, false",
        "#766676, false",
        "#767666, false",
    })
    void textShouldBeLostWhereEachOfItsColoursIsNearlyThatOfTheGround(String colour, boolean lost) {
        var ground = new Colour(0x76, 0x76, 0x76, Colour.Kind.SOLID);

        assertThat(Colour.of(colour).orElseThrow().isLostOn(ground)).isEqualTo(lost);
        assertThat(ground.isLostOn(Colour.of(colour).orElseThrow())).isEqualTo(lost);
    }

    @Test
    void whatCannotBeKnownShouldBeLikeNoOther() {
        assertThat(Colour.UNKNOWN.isLostOn(Colour.UNKNOWN)).isFalse();
        assertThat(Colour.BLACK.isLostOn(Colour.UNKNOWN)).isFalse();
        assertThat(Colour.UNKNOWN.isLostOn(Colour.BLACK)).isFalse();
        assertThat(Colour.TRANSPARENT.isLostOn(Colour.UNKNOWN)).isTrue();
    }
}
