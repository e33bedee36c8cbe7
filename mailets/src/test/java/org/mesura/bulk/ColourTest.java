/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

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
}
