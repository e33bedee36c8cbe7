/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrapTest {
    @Test
    void linesShouldBecomeOneParagraphWhenTheyFollowEachOther() {
        assertThat(Wrap.of("one\ntwo\n\n\n\nthree\n")).isEqualTo("one two\n\nthree\n");
    }

    @Test
    void itemShouldBeginAnewAndHangWhenItIsLong() {
        assertThat(Wrap.of("list\n- " + "word ".repeat(20) + "\n- next"))
                .isEqualTo("list\n- " + "word ".repeat(15).strip() + "\n  "
                        + "word ".repeat(5).strip() + "\n- next\n");
    }

    @Test
    void lineShouldHaveAtMost78CharactersWhenWordsFillIt() {
        assertThat(Wrap.of("x".repeat(77) + " y")).isEqualTo("x".repeat(77) + "\ny\n");
        assertThat(Wrap.of("x".repeat(76) + " y")).isEqualTo("x".repeat(76) + " y\n");
    }

    @Test
    void wordShouldBeBrokenWhenItIsLongerThanALine() {
        assertThat(Wrap.of("- " + "x".repeat(200)))
                .isEqualTo("- " + "x".repeat(76) + "\n  " + "x".repeat(76) + "\n  " + "x".repeat(48) + "\n");
    }

    @Test
    void webAddressShouldStayWholeWhenItIsLongerThanALine() {
        String address = "https://intranet.alcaldia.example/" + "a".repeat(80);

        assertThat(Wrap.of("See " + address + " now")).isEqualTo("See\n" + address + "\nnow\n");
    }

    @Test
    void letterUnderMoreMarksThanALineHoldsShouldBeBrokenBehindItsIndentation() {
        String letter = "a" + "\u0301".repeat(200);

        assertThat(Wrap.of("- Asunto: «" + letter + "»").lines())
                .hasSizeLessThan(8)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Wrap.WIDTH));
    }
}
