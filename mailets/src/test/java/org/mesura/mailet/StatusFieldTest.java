/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusFieldTest {
    private static final String NAME = "Status";
    private static final int ROOM = 998 - "Status: ".length();

    @Test
    void valueShouldStandWholeWhereThereIsRoom() {
        assertThat(StatusField.of(NAME, "5.7.1")).isEqualTo("Status: 5.7.1");
        assertThat(StatusField.of(NAME, "x".repeat(ROOM))).isEqualTo("Status: " + "x".repeat(ROOM));
        assertThat(StatusField.of(NAME, "x".repeat(ROOM + 1))).isEqualTo("Status: " + "x".repeat(ROOM - 3) + "...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ñ", "日", "😀", "xñ", "x😀"})
    void valueShouldBeCutBetweenTwoCharactersByTheOctetsTheyTake(String characters) {
        String line = StatusField.of(NAME, characters.repeat(600));

        assertThat(line.getBytes(UTF_8).length).isBetween(998 - 3, 998);
        assertThat(new String(line.getBytes(UTF_8), UTF_8)).isEqualTo(line).endsWith("...");
    }
}
