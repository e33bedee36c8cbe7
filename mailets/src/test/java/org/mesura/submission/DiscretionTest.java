/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscretionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            to eva@one.example now           | to * now
            to <eva@one.example> now         | to * now
            In parameter list <; name="x">   | In parameter list *
            to "eva p"@one.example now       | to * now
            to eva%40one.example now         | to * now
            to eva[at]one.example now        | to * now
            to eva@one.example (Eva P.) now  | to * now
            a reply (5.1.1) at one.example   | a reply (5.1.1) at one.example
            """)
    void addressShouldBeReplacedHoweverItIsWritten(String text, String expected) {
        assertThat(Discretion.withoutAddresses(text, "*")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"$1, $1", "\\, \\"})
    void replacementShouldStandAsItIs(String inPlace, String expected) {
        assertThat(Discretion.withoutAddresses("a@b", inPlace)).isEqualTo(expected);
    }
}
